// Asks questions about data and shows the answer while it is made: five cards, a table, a chart.

import { keep, onAgain } from './board.js';
import { colour, draw } from './charts.js';
import { editLink, excelLink } from './links.js';

const main = document.getElementById('main');
const form = document.getElementById('ask');
const box = document.getElementById('text');
const stop = document.getElementById('stop');
const answers = document.getElementById('answers');

let conversation = '';
let run = '';

const element = (name, className = '', text = '') => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

/** The values of an event stream, one after another. */
async function* values(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    const frames = rest.split('\n\n');
    rest = frames.pop();
    for (const frame of frames) {
      const line = frame.split('\n').find((part) => part.startsWith('data: '));
      if (line) yield JSON.parse(line.slice(6));
    }
  }
}

const KEYWORDS = /\b(SELECT|FROM|LEFT JOIN|JOIN|ON|WHERE|GROUP BY|ORDER BY|HAVING|LIMIT|OFFSET|AND|OR|AS|WITH|CASE|WHEN|THEN|ELSE|END|DESC|ASC|NOT|NULL|IN|IS)\b|('[^']*'|"[^"]*")/g;

const code = (text) => {
  const pre = element('pre');
  let end = 0;
  for (const match of text.matchAll(KEYWORDS)) {
    pre.append(text.slice(end, match.index), element('span', match[1] ? 'word' : 'text', match[0]));
    end = match.index + match[0].length;
  }
  pre.append(text.slice(end));
  return pre;
};

/** Output with its fenced blocks as code; what is shown as a table and a chart is left out. */
const fill = (said, text) => {
  said.replaceChildren();
  for (const [index, piece] of text.split(/^```/m).entries()) {
    if (index % 2 === 0) said.append(piece.replace(/^\n/, ''));
    else if (!piece.startsWith('chart')) said.append(code(piece.replace(/^\w*\n/, '').trimEnd()));
  }
};

/** How many decimals the numbers of a column have, so that they stand one below the other. */
const decimals = (field, rows) =>
  Math.max(0, ...rows.map((row) => (String(Number(row[field.name]).toFixed(2)).replace(/0+$/, '').split('.')[1] ?? '').length));

const shown = (field, cell, digits) => {
  if (cell === null || cell === undefined) return '–';
  if (/\.(month|year)$/.test(field.name)) return String(cell).slice(0, field.name.endsWith('year') ? 4 : 7);
  if (field.type !== 'number') return String(cell).replace(/T00:00:00\.000$/, '');
  const number = Number(cell).toLocaleString(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: 2 });
  return field.format === 'percent' ? `${number}%` : number;
};

const table = ({ fields, rows }) => {
  const grid = element('div', 'grid');
  const made = element('table');
  const head = made.createTHead().insertRow();
  for (const field of fields) head.append(element('th', field.type === 'number' ? 'number' : '', field.title));
  const digits = fields.map((field) => (field.type === 'number' ? decimals(field, rows) : 0));
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const [index, field] of fields.entries()) line.append(element('td', field.type === 'number' ? 'number' : '', shown(field, row[field.name], digits[index])));
  }
  grid.append(made);
  return grid;
};

const save = (name, address) => {
  const link = element('a');
  link.download = name;
  link.href = address;
  link.click();
};

const csv = ({ fields, rows }) => {
  const quote = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = [fields.map((field) => field.title), ...rows.map((row) => fields.map((field) => String(row[field.name] ?? '')))];
  const text = lines.map((line) => line.map(quote).join(',')).join('\r\n');
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }));
  save('answer.csv', address);
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
};

/** One answer on the page, growing with the stream. */
class Answer {
  constructor(question) {
    this.question = question;
    this.root = element('section', 'answer');
    this.bar = element('progress');
    this.bar.max = 1;
    this.bar.value = 0;
    this.left = element('div', 'left');
    this.root.append(element('h2', '', question), this.bar, this.left);
    this.cards = new Map();
    answers.prepend(this.root);
  }

  take(value) {
    if (typeof value === 'string') this.say(value);
    else if (value.type === 'step_start') this.begin(value);
    else if (value.type === 'step_end') this.end(value);
    else if (value.type === 'progress') this.progress(value);
    else if (value.type === 'error') this.trouble(value.message);
  }

  begin(step) {
    ({ conversation, run } = step);
    history.replaceState({ question: this.question }, '', `?run=${encodeURIComponent(run)}`);
    stop.hidden = false;
    this.card(step.step)?.card.remove();
    const card = element('details', 'card live');
    const summary = element('summary');
    const millis = element('span', 'millis');
    summary.append(element('span', '', `${step.step}. ${step.title}`), millis);
    const said = element('div', 'said');
    card.append(summary, said);
    card.open = true;
    this.root.append(card);
    this.cards.set(step.step, { card, said, millis, text: '' });
    this.now = step.step;
  }

  card(step) {
    return this.cards.get(step);
  }

  say(text) {
    const card = this.card(this.now);
    if (!card || text === '[DONE]' || text.startsWith('Error: ')) return;
    card.text += text;
    fill(card.said, card.text);
  }

  end({ step, name, output, elapsed_ms: millis, total }) {
    const card = this.card(step);
    card.card.classList.remove('live');
    card.millis.textContent = `${millis} ms`;
    card.card.open = name === 'format' || name === 'analyze' || (name === 'query' && output.outcome !== 'answered');
    this.bar.value = output.outcome && output.outcome !== 'answered' ? 1 : step / total;
    if (name === 'query') this.query = output.query;
    if (name === 'query' && output.choices?.length) this.offer(card, output.choices);
    if (name === 'execute') this.data = { ...output, fields: output.fields.filter((field) => !field.hidden) };
    if (name === 'format') this.format(card, output.chart);
  }

  /** What was meant is said beside the question, whose other words still hold. */
  offer(card, choices) {
    const row = element('div', 'offers');
    for (const choice of choices) {
      const button = element('button', 'button soft', choice);
      button.type = 'button';
      button.dataset.question = `${this.question}: ${choice}`;
      row.append(button);
    }
    fill(card.said, card.text.replace(/^- .*$/gm, '').trimEnd());
    card.said.append(row);
  }

  progress({ fraction, left_ms: left }) {
    this.bar.value = fraction;
    this.left.textContent = left > 1_000 ? main.dataset.left.replace('{0}', Math.ceil(left / 1_000)) : '';
  }

  trouble(message) {
    this.root.append(element('p', 'mishap', message));
  }

  format(card, chart) {
    const exports = element('div', 'exports');
    const asCsv = element('button', 'button quiet', main.dataset.csv);
    asCsv.addEventListener('click', () => csv(this.data));
    const way = (text, href) => Object.assign(element('a', 'button quiet', text), { href });
    exports.append(asCsv, way(main.dataset.excel, excelLink(this.query)), way(main.dataset.edit, editLink(this.query)));
    const kept = element('button', 'button quiet', main.dataset.save);
    kept.addEventListener('click', async () => {
      kept.disabled = true;
      kept.disabled = await keep(this.question, this.query).catch(() => false);
    });
    exports.append(kept);
    card.said.replaceChildren();
    if (chart.type === 'number') {
      const figure = this.data.fields.find((field) => field.role === 'MEASURE');
      card.said.append(element('div', 'figure', shown(figure, this.data.rows[0]?.[figure.name])));
    } else if (chart.type !== 'none') {
      this.draw(card, chart, exports);
    }
    if (chart.type !== 'number' || this.data.fields.length > 1) card.said.append(table(this.data));
    card.said.append(exports);
  }

  async draw(card, chart, exports) {
    const place = element('div', 'chart');
    card.said.append(place);
    const drawn = await draw(place, chart);
    const asPng = element('button', 'button quiet', main.dataset.png);
    asPng.addEventListener('click', () => save('answer.png', drawn.getDataURL({ pixelRatio: 2, backgroundColor: colour('raised') })));
    exports.append(asPng);
  }

  close() {
    this.bar.hidden = true;
    this.left.textContent = '';
    for (const { card } of this.cards.values()) card.classList.remove('live');
  }
}

/** Who has watched the answer here need not be told of it in the list. */
const seen = () => fetch(`/api/v1/conversations/${encodeURIComponent(conversation)}/seen`, { method: 'POST' });

const read = async (answer, opening) => {
  try {
    const response = await opening;
    if (!response.ok) {
      const problem = await response.json();
      answer.trouble([problem.detail ?? problem.title, problem.hint].filter(Boolean).join(' '));
      return;
    }
    for await (const value of values(response)) answer.take(value);
    if (conversation && !document.hidden) seen();
  } catch {
    answer.trouble(main.dataset.lost);
  } finally {
    stop.hidden = true;
    answer.close();
  }
};

const ask = (message) => {
  const body = JSON.stringify(conversation ? { message, conversation } : { message });
  box.value = '';
  return read(new Answer(message), fetch('/workflow/query', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }));
};

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (box.value.trim()) ask(box.value.trim());
});
main.addEventListener('click', ({ target }) => {
  const question = target.closest('[data-question]')?.dataset.question;
  if (question) ask(question);
});
onAgain(ask);
stop.addEventListener('click', () => fetch(`/api/v1/runs/${encodeURIComponent(run)}/cancel`, { method: 'POST' }));

// A page that is loaded again shows the answer that it showed before, or goes on with it.
const before = new URLSearchParams(location.search).get('run');
if (before) read(new Answer(history.state?.question ?? '…'), fetch(`/workflow/runs/${encodeURIComponent(before)}/events`));
