// A conversation that its owner lets others read: it goes on while they look, and nothing can be done to it.

import { apply } from './apply.js';
import { stream } from './stream.js';
import './cite.js';
import './copy.js';
import { notice } from './notice.js';
import './reading.js';
import './rich.js';

const PATIENCE_MILLIS = 1_200;

const { body } = document;
document.documentElement.dataset.script = '';

let place = Number(body.dataset.place);
let pending = [];
let showing = 0;

const flush = () => {
  const batch = pending;
  pending = [];
  apply(batch);
};

const show = (state) => {
  clearTimeout(showing);
  if (state === 'gone') {
    line.close();
    // What was being written stands still from here on.
    for (const reply of document.querySelectorAll('[aria-busy]')) reply.removeAttribute('aria-busy');
  }
  if (state === 'open' || state === 'gone') body.dataset.connection = state;
  else showing = setTimeout(() => (body.dataset.connection = state), PATIENCE_MILLIS);
};

const line = stream({
  address: () => `${location.pathname}/live?after=${place}`,
  receive(frame) {
    // Why it cannot go on for now, as its owner is told; or that it is not for guests any more.
    if (frame.event === 'trouble') return notice(frame.data);
    if (frame.event === 'gone') return show('gone');
    const id = Number(frame.id);
    if (frame.event !== 'reset' && id <= place) return;
    place = id;
    pending.push(frame.data);
    if (document.hidden) flush();
    else if (pending.length === 1) requestAnimationFrame(flush);
  },
  show,
  alive() {},
});

document.addEventListener('visibilitychange', () => {
  flush();
  if (!document.hidden && body.dataset.connection !== 'gone') line.wake();
});
addEventListener('pagehide', () => line.close());
addEventListener('pageshow', (event) => {
  if (event.persisted) line.connect();
});
line.connect();
