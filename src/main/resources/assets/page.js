// Brings the page to life: the live stream, reading, writing, keys. Without it everything still works, one page at a time.

import { follow, NEWS } from './live.js';
import { notice } from './notice.js';
import './composer.js';
import './copy.js';
import './keys.js';
import './library.js';
import './menus.js';
import './palette.js';
import './reading.js';
import './rich.js';
import './cite.js';

const PATIENCE_MILLIS = 1_200;

const { body } = document;
document.documentElement.dataset.script = '';

let showing = 0;
const connection = (state) => {
  clearTimeout(showing);
  if (state === 'open') body.dataset.connection = state;
  else showing = setTimeout(() => (body.dataset.connection = state), PATIENCE_MILLIS);
};

/** Fetches anew what shows tools, where something was told after the page was made. */
const refresh = (at) => {
  if (at <= Number(body.dataset.news)) return;
  body.dataset.news = at;
  document.dispatchEvent(new CustomEvent('runnel:tools'));
};

if (body.dataset.live) {
  const [conversation, place] = body.dataset.live.split('@');
  follow(conversation, Number(place), {
    show: connection,
    news(item) {
      if (item.list) refresh(item.changed);
      if (item.list) document.dispatchEvent(new CustomEvent('runnel:list', { detail: item.list }));
      else if (item.tools) {
        refresh(item.at);
        if (!document.hidden) notice(item.text, { href: '/tools', label: body.dataset.open });
      } else if (item.conversation !== conversation && !document.hidden) {
        notice(item.text, { href: `/conversations/${item.conversation}`, label: body.dataset.open });
      }
    },
  });
  // What another page of this browser has heard while this one was made.
  document.addEventListener('DOMContentLoaded', () => refresh(Number(localStorage.getItem(NEWS))));
}

// The server tells times as they are where the reader is.
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
if (timeZone) document.cookie = `zone=${timeZone}; path=/; max-age=31536000; samesite=lax`;

document.addEventListener('htmx:responseError', ({ detail }) => {
  let problem = {};
  try {
    problem = JSON.parse(detail.xhr.responseText);
  } catch {
    // Something between here and the server has spoken.
  }
  notice([problem.detail ?? problem.title ?? `${detail.xhr.status}`, problem.hint].filter(Boolean).join(' · '));
});
document.addEventListener('htmx:sendError', () => notice(body.dataset.unreachable));
// Who has said something to the server is done with the menu. The end of a request is heard here itself: the stream may
// have replaced what asked meanwhile, and what has left the page tells nobody.
document.addEventListener('htmx:beforeSend', ({ detail: { requestConfig, xhr } }) => {
  if (requestConfig.verb === 'get') return;
  xhr.addEventListener('load', () => {
    if (xhr.status >= 400) return;
    for (const menu of document.querySelectorAll('details.menu[open]')) menu.open = false;
  });
});
