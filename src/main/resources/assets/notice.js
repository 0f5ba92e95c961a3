// Says something to the reader for a while, and perhaps offers to do something about it.

const SHOWN_MILLIS = 8_000;

const box = document.getElementById('notice');
const [words, offer] = box.children;
let timer = 0;
let run = null;

/** An offer has a label, and leads somewhere (`href`) or does something (`run`). */
export const notice = (text, { href = '', label = '', run: what = null } = {}) => {
  clearTimeout(timer);
  words.textContent = text;
  box.dataset.calm = label ? '' : 'no';
  offer.hidden = !label;
  offer.textContent = label;
  run = what ?? (() => location.assign(href));
  box.hidden = false;
  timer = setTimeout(() => (box.hidden = true), SHOWN_MILLIS);
};

offer.addEventListener('click', () => {
  box.hidden = true;
  run?.();
});
box.lastElementChild.addEventListener('click', () => (box.hidden = true));
