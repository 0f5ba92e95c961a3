// Says something to the reader for a while.

const SHOWN_MILLIS = 8_000;

const box = document.getElementById('notice');
let timer = 0;

/** `link` leads to what the notice is about. */
export const notice = (text, link) => {
  clearTimeout(timer);
  const words = box.firstElementChild;
  words.textContent = text;
  if (link) {
    const anchor = document.createElement('a');
    anchor.href = link.href;
    anchor.textContent = link.label;
    words.append(' ', anchor);
  }
  box.hidden = false;
  timer = setTimeout(() => (box.hidden = true), SHOWN_MILLIS);
};

box.querySelector('button').addEventListener('click', () => (box.hidden = true));
