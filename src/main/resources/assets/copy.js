// Copies messages and code.

import { notice } from './notice.js';

const DONE_MILLIS = 1_600;

const { copied, uncopied } = document.body.dataset;

/** For pages that are not from a safe origin, where the clipboard is out of reach. */
const copyByHand = (text) => {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'unseen';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('refused');
};

const write = async (text) => {
  if (!navigator.clipboard) copyByHand(await text);
  else if (window.ClipboardItem) {
    // The text may still be on its way: a browser allows to copy only at once.
    const blob = Promise.resolve(text).then((plain) => new Blob([plain], { type: 'text/plain' }));
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
  } else await navigator.clipboard.writeText(await text);
};

/** What a reader sees of an answer: for programs that take formatted text, and for those that do not. */
const writeShown = async (message) => {
  const body = message.querySelector('.body').cloneNode(true);
  for (const extra of body.querySelectorAll('.copy, .reasoning')) extra.remove();
  const plain = message.querySelector('.body').innerText;
  if (!navigator.clipboard || !window.ClipboardItem) return write(plain);
  await navigator.clipboard.write([new ClipboardItem({
    'text/html': new Blob([body.innerHTML], { type: 'text/html' }),
    'text/plain': new Blob([plain], { type: 'text/plain' }),
  })]);
};

const source = async (address) => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
};

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copies], figure.code .copy');
  if (!button) return;
  event.preventDefault();
  try {
    if (button.dataset.copies === 'link') await write(document.getElementById('link').value);
    else if (button.dataset.copies === 'shown') await writeShown(button.closest('.message'));
    else {
      await write(
        button.dataset.copies ? source(button.href) : button.closest('figure').querySelector('code').textContent);
    }
    button.dataset.done = '';
    document.getElementById('announcement').textContent = copied;
    setTimeout(() => delete button.dataset.done, DONE_MILLIS);
  } catch {
    notice(uncopied);
  }
});
