// Brings the page to life: the live stream, reading, writing, keys. Without it everything still works, one page at a time.

import { follow } from './live.js';
import { notice } from './notice.js';
import './composer.js';
import './copy.js';
import './keys.js';
import './reading.js';
import './rich.js';

const PATIENCE_MILLIS = 1_200;
const NEWS_MILLIS = 300;

const { body } = document;
document.documentElement.dataset.script = '';

let showing = 0;
const connection = (state) => {
  clearTimeout(showing);
  if (state === 'open') body.dataset.connection = state;
  else showing = setTimeout(() => (body.dataset.connection = state), PATIENCE_MILLIS);
};

const refreshList = () => {
  const list = document.getElementById('conversations');
  if (list) window.htmx?.ajax('GET', list.dataset.refresh, { target: list, swap: 'innerHTML' });
};

if (body.dataset.live) {
  const [conversation, place] = body.dataset.live.split('@');
  let refreshing = 0;
  follow(conversation, Number(place), {
    show: connection,
    news(item) {
      if (item.conversation !== conversation && !document.hidden) {
        notice(item.text, { href: `/conversations/${item.conversation}`, label: body.dataset.open });
      }
      clearTimeout(refreshing);
      refreshing = setTimeout(refreshList, NEWS_MILLIS);
    },
  });
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
document.addEventListener('htmx:afterRequest', ({ target, detail }) => {
  if (detail.successful) target.closest('details.menu')?.removeAttribute('open');
});

// The list of conversations is looked at again when the reader comes back.
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) refreshList();
});
