// Questions that the visitor has kept: their charts are drawn from fresh rows when the page opens, and again every minute
// while it is seen. They lie on the server; those that an earlier version kept in the browser are taken there once.

import { draw } from './charts.js';

const OLD = 'runnel.charts';
const PATH = '/api/v1/board';
const AGAIN_MILLIS = 60_000;

const board = document.getElementById('board');
const place = board.querySelector('.charts');
const texts = document.getElementById('main').dataset;

const send = (path, method, body) => fetch(path, { method, headers: { 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });

const read = async () => {
  const answer = await send(PATH, 'GET');
  return answer.ok ? (await answer.json()).questions : [];
};

/** Takes what lay in the browser to the server. */
const bring = async () => {
  const old = localStorage.getItem(OLD);
  if (!old) return;
  for (const { question, query } of JSON.parse(old).reverse()) {
    if (!(await send(PATH, 'POST', { question, query })).ok) return;
  }
  localStorage.removeItem(OLD);
};

const element = (name, className, text = '') => Object.assign(document.createElement(name), { className, textContent: text });

/** One chart: the figure stays, what is in it is drawn anew. */
const fill = async (figure, { question, query }) => {
  const answer = await send('/data/chart', 'POST', { question, query });
  const spot = element('div', 'chart');
  if (!answer.ok) {
    figure.querySelector('.chart').replaceWith(element('p', 'chart mishap', texts.gone));
    return;
  }
  const { chart, rows, fields } = await answer.json();
  figure.querySelector('.chart').replaceWith(spot);
  if (['line', 'bar', 'pie'].includes(chart.type)) {
    await draw(spot, chart);
    return;
  }
  const measure = fields.find(({ role }) => role === 'MEASURE');
  const value = measure && rows[0]?.[measure.name];
  spot.className = 'chart figure';
  spot.textContent = value === undefined || value === null ? '–' : Number(value).toLocaleString(document.documentElement.lang);
};

const figure = (kept) => {
  const made = element('figure', 'kept');
  const caption = element('figcaption');
  const again = element('button', 'again', kept.question);
  again.type = 'button';
  again.addEventListener('click', () => board.dispatchEvent(new CustomEvent('again', { detail: kept.question })));
  const remove = element('button', 'button quiet', texts.remove);
  remove.type = 'button';
  remove.addEventListener('click', async () => {
    await send(`${PATH}/${kept.id}`, 'DELETE');
    await show();
  });
  caption.append(again, remove);
  made.append(caption, element('div', 'chart'));
  fill(made, kept).catch(() => {});
  return made;
};

const show = async () => {
  const all = await read();
  board.hidden = all.length === 0;
  place.replaceChildren(...all.map(figure));
};

/** Keeps a question; the same words are kept once. Whether that was possible. */
export const keep = async (question, query) => {
  const { ok } = await send(PATH, 'POST', { question, query });
  await show();
  return ok;
};

/** Has a question that was chosen on the board asked once more. */
export const onAgain = (ask) => board.addEventListener('again', ({ detail }) => ask(detail));

document.getElementById('refresh').addEventListener('click', show);
setInterval(() => {
  if (document.visibilityState === 'visible' && !board.hidden) show().catch(() => {});
}, AGAIN_MILLIS);
bring().catch(() => {}).then(show).catch(() => {});
