// Shortcuts, the sheet that lists them, the drawer of conversations on narrow screens.

const sheet = document.getElementById('shortcuts');
const single = document.getElementById('single-keys');
const root = document.documentElement;

const click = (selector) => {
  const element = [...document.querySelectorAll(selector)].pop();
  element?.click();
  return Boolean(element);
};

const step = (direction) => {
  const all = [...document.querySelectorAll('.messages .message')];
  const at = all.indexOf(document.activeElement?.closest('.message'));
  const next = all[at < 0 ? all.length - 1 : at + direction];
  if (!next) return false;
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'start', behavior: 'instant' });
  return true;
};

const keys = {
  '/': () => document.getElementById('text')?.focus() ?? true,
  n: () => click('[data-shortcut="n"]'),
  s: () => click('[data-shortcut-stop]'),
  c: () => click('.agent [data-copies]'),
  e: () => click('[data-edits]'),
  j: () => step(1),
  k: () => step(-1),
  End: () => !document.dispatchEvent(new Event('runnel:latest')) || true,
  '?': () => sheet.showModal() ?? true,
};

single.checked = localStorage.getItem('single-keys') !== 'off';
single.addEventListener('change', () => localStorage.setItem('single-keys', single.checked ? 'on' : 'off'));

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector('dialog[open]') || !single.checked || event.target.closest?.('input, textarea, select, [contenteditable]')) return;
  if (keys[event.key]?.()) event.preventDefault();
});

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-opens]');
  if (opener) document.getElementById(opener.dataset.opens).showModal();
  if (event.target === sheet) sheet.close();
});

const room = document.querySelector('.room');
const drawer = (open) => (event) => {
  event.preventDefault();
  root.toggleAttribute('data-drawer', open);
  // What lies behind it cannot be reached meanwhile.
  room.inert = open;
  document.getElementById(open ? 'close-sidebar' : 'open-sidebar')?.focus();
};
document.getElementById('open-sidebar').addEventListener('click', drawer(true));
document.getElementById('close-sidebar').addEventListener('click', drawer(false));
document.querySelector('.veil').addEventListener('click', drawer(false));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && root.hasAttribute('data-drawer')) drawer(false)(event);
});
matchMedia('(min-width: 52.01rem)').addEventListener('change', (event) => {
  if (event.matches && root.hasAttribute('data-drawer')) drawer(false)(event);
});
