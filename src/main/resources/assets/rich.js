// Makes closed blocks rich: colours code, typesets formulas, draws diagrams, shows remote pictures after a click.
// Each library is loaded when the first block needs it. What was there before is kept, so that the stream can go on.

import { plain } from './apply.js';
import { chart, results } from './found.js';

const IDLE_MILLIS = 120;
const CODE_CHARS = 60_000;
const DIAGRAM_CHARS = 20_000;
const DIAGRAM_MILLIS = 15_000;

const loads = new Map();
const load = (tag, attributes) => new Promise((resolve, reject) => {
  const element = document.createElement(tag);
  Object.assign(element, attributes);
  element.onload = resolve;
  element.onerror = () => reject(new Error('not loaded'));
  document.head.append(element);
});
const once = (name, make) => {
  if (!loads.has(name)) loads.set(name, make());
  return loads.get(name);
};
const script = (address) => once(address, () => load('script', { src: address }));
const style = (address) => once(address, () => load('link', { rel: 'stylesheet', href: address }));
const asset = (address) => new URL(address, import.meta.url).href;

/** Nothing will be added to it: it is followed by something, or its message is complete. */
const isClosed = (block) => {
  if (!block.closest('.message')?.hasAttribute('aria-busy')) return true;
  for (let at = block; at && !at.matches('.prose'); at = at.parentElement) if (at.nextElementSibling) return true;
  return false;
};

const keep = (element) => {
  plain.set(element, element.innerHTML);
  element.dataset.rich = '';
};

const colour = async (code) => {
  const language = /language-(\S+)/.exec(code.className)?.[1]?.toLowerCase();
  if (!language || code.textContent.length > CODE_CHARS) return;
  await script(asset('./lib/highlight.js'));
  const { hljs } = window;
  if (!code.isConnected || !hljs.getLanguage(language)) return;
  const { value } = hljs.highlight(code.textContent, { language, ignoreIllegals: true });
  code.innerHTML = value;
};

const typeset = async (element) => {
  const tex = element.textContent;
  await Promise.all([script(asset('./lib/katex.js')), style(asset('./lib/katex/katex.css'))]);
  if (!element.isConnected) return;
  // In a box of its own first: what cannot be typeset stays as it was written.
  const box = document.createElement('span');
  window.katex.render(tex, box, {
    displayMode: element.matches('div, .display'), throwOnError: true, trust: false, maxSize: 20, maxExpand: 500, strict: 'ignore' });
  element.replaceChildren(...box.childNodes);
  element.dataset.set = '';
};

let frame = null;
const waiting = new Map();
addEventListener('message', ({ data, source, origin }) => {
  if (origin !== location.origin || source !== frame?.contentWindow) return;
  waiting.get(data.ready ? '' : data.key)?.(data);
});

/** The frame in which diagrams are drawn: it needs styles of its own, which this page does not allow itself. */
const board = () => once('diagram', () => new Promise((resolve) => {
  waiting.set('', resolve);
  frame = document.createElement('iframe');
  frame.src = '/diagram';
  frame.className = 'unseen';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  document.body.append(frame);
}));

let drawn = 0;
const draw = async (code) => {
  const figure = code.closest('figure');
  const text = code.textContent;
  if (text.length > DIAGRAM_CHARS) return;
  await board();
  const key = ++drawn;
  const { theme } = document.documentElement.dataset;
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const answer = await new Promise((resolve) => {
    waiting.set(key, resolve);
    setTimeout(resolve, DIAGRAM_MILLIS, {});
    frame.contentWindow.postMessage({ key, text, dark }, location.origin);
  });
  waiting.delete(key);
  if (!answer.svg || !figure.isConnected) return;
  const picture = new Image(Math.ceil(answer.width), Math.ceil(answer.height));
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(answer.svg)}`;
  picture.alt = text;
  const source = document.createElement('code');
  source.hidden = true;
  source.textContent = text;
  code.replaceChildren(picture, source);
};

/** What scrolls can be reached by keyboard. */
const reach = (block) => {
  const wide = block.matches('figure') ? block.querySelector('pre') : block;
  if (wide.scrollWidth > wide.clientWidth && getComputedStyle(wide).overflowX === 'auto') wide.tabIndex = 0;
};

const enrich = (block) => {
  const code = block.matches('figure') ? block.querySelector('code') : block;
  if (!code || 'rich' in code.dataset) return null;
  keep(code);
  if (!block.matches('figure')) return typeset(code).then(() => reach(block));
  if (block.dataset.language === 'chart') return chart(code);
  return block.matches('.mermaid') ? draw(code) : colour(code);
};

const blocks = 'figure.code:not([data-seen]), .math:not([data-seen])';
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    enrich(target)?.catch(() => {});
  }
}, { rootMargin: '600px' });

const look = () => {
  timer = 0;
  results();
  const closed = [...document.querySelectorAll(blocks)].filter(isClosed);
  closed.forEach(reach);
  for (const block of closed) {
    block.dataset.seen = '';
    seen.observe(block);
  }
};

let timer = 0;
const soon = () => {
  timer ||= setTimeout(look, IDLE_MILLIS);
};
document.addEventListener('runnel:shown', soon);
document.addEventListener('htmx:afterSwap', soon);
soon();

document.addEventListener('click', ({ target }) => {
  const button = target.closest('.remote-image');
  if (!button) return;
  const picture = document.createElement('iframe');
  picture.className = 'remote-picture';
  picture.setAttribute('sandbox', '');
  picture.referrerPolicy = 'no-referrer';
  picture.title = button.textContent;
  picture.src = `/picture?src=${encodeURIComponent(button.dataset.src)}&alt=${encodeURIComponent(button.textContent)}`;
  // One element for one: later edits count them.
  const holder = document.createElement('span');
  holder.className = 'shown-image';
  holder.append(picture);
  button.replaceWith(holder);
});
