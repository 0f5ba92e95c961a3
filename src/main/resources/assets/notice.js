// Says something to the reader for a while.

const SHOWN_MILLIS = 8_000;

const box = document.getElementById('notice');
let timer = 0;

export const notice = (text, millis = SHOWN_MILLIS) => {
  clearTimeout(timer);
  box.firstElementChild.textContent = text;
  box.hidden = false;
  timer = setTimeout(() => (box.hidden = true), millis);
};

box.querySelector('button').addEventListener('click', () => (box.hidden = true));
