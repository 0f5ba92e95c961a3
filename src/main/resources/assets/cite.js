// Links the numbers in an answer, as [1], to its sources, once the answer is complete.

const CITED = /\[(\d{1,3})\]/g;
const NOT_HERE = 'a, code, pre, .math, .mermaid';

const linked = (text, message) => {
  const pieces = document.createDocumentFragment();
  let from = 0;
  for (const match of text.data.matchAll(CITED)) {
    const id = `${message}-source-${match[1]}`;
    const source = document.getElementById(id);
    if (!source) continue;
    const link = document.createElement('a');
    link.className = 'cite';
    link.href = source.querySelector('a')?.href ?? `#${id}`;
    if (!link.hash || link.origin !== location.origin || link.pathname !== location.pathname) Object.assign(link, { target: '_blank', rel: 'noopener noreferrer nofollow' });
    link.title = source.querySelector('.name')?.textContent ?? '';
    link.textContent = match[0];
    pieces.append(text.data.slice(from, match.index), link);
    from = match.index + match[0].length;
  }
  if (from) text.replaceWith(pieces, text.data.slice(from));
};

const link = (prose) => {
  const message = prose.closest('.body')?.id.replace(/-body$/, '');
  const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(NOT_HERE) && walker.currentNode.data.includes('[')) texts.push(walker.currentNode);
  }
  for (const text of texts) linked(text, message);
};

const look = () => {
  timer = 0;
  for (const message of document.querySelectorAll('.message.agent:not([aria-busy])')) {
    if (!message.querySelector('.source')) continue;
    for (const prose of message.querySelectorAll('.prose')) link(prose);
  }
};

let timer = 0;
const soon = () => {
  timer ||= setTimeout(look, 120);
};
document.addEventListener('runnel:shown', soon);
document.addEventListener('htmx:afterSwap', soon);
soon();
