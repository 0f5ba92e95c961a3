// Charts that the visitor has kept in this browser: drawn from fresh rows, again every minute while the page is seen.

import { draw } from './charts.js';

const NAME = 'runnel.charts';
const MOST = 24;
const AGAIN_MILLIS = 60_000;

const board = document.getElementById('board');
const place = board.querySelector('.charts');
const texts = document.getElementById('main').dataset;

const read = () => {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? [];
  } catch {
    return [];
  }
};

const write = (charts) => localStorage.setItem(NAME, JSON.stringify(charts.slice(0, MOST)));

const element = (name, className, text = '') => Object.assign(document.createElement(name), { className, textContent: text });

/** One chart: the figure stays, what is in it is drawn anew. */
const fill = async (figure, { question, query }) => {
  const body = JSON.stringify({ question, query });
  const answer = await fetch('/data/chart', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
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

const show = () => {
  const charts = read();
  board.hidden = charts.length === 0;
  place.replaceChildren(...charts.map((chart) => {
    const figure = element('figure', 'kept');
    const caption = element('figcaption', '', chart.question);
    const remove = element('button', 'button quiet', texts.remove);
    remove.type = 'button';
    remove.addEventListener('click', () => {
      write(read().filter(({ question }) => question !== chart.question));
      show();
    });
    caption.append(remove);
    figure.append(caption, element('div', 'chart'));
    fill(figure, chart).catch(() => {});
    return figure;
  }));
};

/** Keeps a chart; a question is kept once. */
export const keep = (question, query) => {
  write([{ question, query }, ...read().filter((chart) => chart.question !== question)]);
  show();
};

document.getElementById('refresh').addEventListener('click', show);
setInterval(() => {
  if (document.visibilityState === 'visible' && !board.hidden) show();
}, AGAIN_MILLIS);
show();
