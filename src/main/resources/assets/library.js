// The list of conversations: kept equal to the server's, menus of its items, what was seen.

import { notice } from './notice.js';

const ALONE_MILLIS = 10_000;

const list = document.getElementById('conversations');
const menu = document.getElementById('list-menu');
const post = (address) => fetch(address, { method: 'POST', headers: { Accept: 'application/json' } });

let version = list.dataset.version;
let refreshing = false;
let stale = false;

const openFolders = () => new Set(
  [...list.querySelectorAll('details[data-folder][open]')].map((folder) => folder.dataset.folder));

/** What is on the screen has been seen, once the reader looks. */
const seen = () => {
  const current = list.querySelector('[aria-current][data-unread]');
  if (!current || document.hidden) return;
  delete current.dataset.unread;
  post(`${current.getAttribute('href')}/seen`).catch(() => {});
};

const refresh = async () => {
  if (document.hidden || menu.open) return;
  stale = refreshing;
  if (stale) return;
  refreshing = true;
  const open = openFolders();
  const scroll = list.scrollTop;
  try {
    const response = await fetch(list.dataset.refresh, { cache: 'no-store' });
    if (response.ok) {
      list.innerHTML = await response.text();
      window.htmx?.process(list);
    }
  } catch {
    // The network is gone: the stream says so, and the next change brings the list.
  } finally {
    refreshing = false;
  }
  for (const folder of list.querySelectorAll('details[data-folder]')) {
    if (open.has(folder.dataset.folder)) folder.open = true;
  }
  list.scrollTop = scroll;
  seen();
  if (stale) refresh();
};

document.addEventListener('runnel:list', ({ detail }) => {
  if (detail === version) return;
  version = detail;
  refresh();
});
document.addEventListener('visibilitychange', () => {
  refresh();
  seen();
});
// A page without a stream of its own looks from time to time.
if (!document.body.dataset.live) setInterval(refresh, ALONE_MILLIS);
seen();

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-menu]');
  if (event.target === menu) menu.close();
  if (!button) return;
  event.preventDefault();
  const response = await fetch(button.dataset.menu);
  if (!response.ok) return;
  menu.innerHTML = await response.text();
  window.htmx?.process(menu);
  menu.showModal();
});
menu.addEventListener('close', () => {
  menu.replaceChildren();
  refresh();
});

// What was deleted can be had back for a while.
document.addEventListener('htmx:afterRequest', ({ detail }) => {
  const path = detail.pathInfo?.requestPath ?? '';
  if (!detail.successful) return;
  if (menu.open) menu.close();
  if (path.endsWith('/delete') && !document.getElementById('state')?.textContent) {
    notice(list.dataset.deleted, {
      label: list.dataset.undo, run: () => post(path.replace(/delete$/, 'restore')).then(refresh) });
  }
});
