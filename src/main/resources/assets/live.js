// Keeps a page equal to a log on the server. All pages of a browser share one stream: one of them leads, reads it, and
// hands the others what is theirs; docs/internals/page.md says how.

import { apply } from './apply.js';
import { notice } from './notice.js';
import { stream } from './stream.js';

const NAME = 'runnel-stream';
const GATHER_MILLIS = 40;
const ANSWER_MILLIS = 1_000;
const BEAT_MILLIS = 2_000;
const SILENCE_MILLIS = 20_000;
const HIDDEN_MILLIS = 3_000;
const WATCH_MILLIS = 5_000;
/** How far the browser has heard the news, so that none is lost when another page comes to lead. */
export const NEWS = 'news';

/** What the lead needs is there only on pages from a safe origin. */
const shares = Boolean(navigator.locks && window.BroadcastChannel);

/**
 * Follows a conversation from a place on for as long as the page lives; without a conversation, only the news.
 * `show` gets the state of the connection, `news` what happened elsewhere.
 */
export const follow = (conversation, start, { show, news }) => {
  const tab = Array.from(crypto.getRandomValues(new Uint8Array(9)), (b) => b.toString(16).padStart(2, '0')).join('');
  /** What has come, shown or not. */
  let place = start;
  let pending = [];
  /** Where all pages hear each other, and where only this one is spoken to. */
  let air = null;
  let own = null;
  let closed = false;
  let sleep = 0;
  let heard = 0;
  let asking = 0;

  // While it leads: the pages and how far each has come, those that are on the stream, and whose frames come now.
  let leads = false;
  let lay = () => {};
  let queued = new AbortController();
  let gather = 0;
  let beat = 0;
  let state = '';
  let order = [];
  let current = null;
  const tabs = new Map();

  const flush = () => {
    const batch = pending;
    pending = [];
    apply(batch);
  };

  const receive = (frame) => {
    const id = Number(frame.id);
    if (frame.event !== 'reset' && id <= place) return;
    place = id;
    pending.push(frame.data);
    // A hidden page has no animation frames.
    if (document.hidden) flush();
    else if (pending.length === 1) requestAnimationFrame(flush);
  };

  const say = (message) => air?.postMessage({ from: tab, ...message });

  const deliver = (page, frame) => {
    if (!page) return;
    const before = page.place;
    page.place = Number(frame.id);
    if (page.tab === tab) receive(frame);
    else {
      page.air ??= new BroadcastChannel(`${NAME}-${page.tab}`);
      page.air.postMessage({ kind: 'frame', before, frame });
    }
  };

  const forget = (name) => {
    tabs.get(name)?.air?.close();
    tabs.delete(name);
  };

  const line = stream({
    address() {
      tabs.set(tab, { tab, conversation, place });
      order = [...tabs.values()].filter((page) => page.conversation);
      current = null;
      const heardOf = localStorage.getItem(NEWS);
      const after = heardOf ? `&news=${heardOf}` : '';
      return `/live?follow=${order.map((page) => `${page.conversation}@${page.place}`).join()}${after}`;
    },
    receive(frame) {
      if (frame.event === 'at') current = order[frame.data];
      else if (frame.event === 'news') {
        const item = JSON.parse(frame.data);
        localStorage.setItem(NEWS, item.at);
        say({ kind: 'news', item });
        news(item);
      } else if (frame.event === 'gone') {
        const page = order[frame.data];
        forget(page.tab);
        if (page.tab === tab) show('gone');
        else say({ kind: 'gone', to: page.tab });
      } else if (frame.event === 'trouble') {
        say({ kind: 'trouble', text: frame.data });
        notice(frame.data);
      } else deliver(current, frame);
    },
    show(status) {
      state = status;
      show(status);
      say({ kind: 'state', status });
    },
    alive() {
      if (Date.now() - beat < BEAT_MILLIS) return;
      beat = Date.now();
      say({ kind: 'beat' });
    },
  });

  /** Takes up a page, or one that is not where it was thought to be. */
  const take = (page) => {
    if (page.place === tabs.get(page.tab)?.place) return;
    forget(page.tab);
    tabs.set(page.tab, page);
    say({ kind: 'state', status: state });
    if (!page.conversation) return;
    clearTimeout(gather);
    gather = setTimeout(line.connect, GATHER_MILLIS);
  };

  const want = () => say({ kind: 'want', page: { tab, conversation, place } });

  const toLeader = {
    want: ({ page }) => take(page),
    ping({ page }) {
      say({ kind: 'state', status: state });
      if (!tabs.has(page.tab)) take(page);
    },
    bye: ({ from }) => forget(from),
  };

  const toOthers = {
    who: want,
    state: ({ status }) => show(status),
    beat() {},
    news: ({ item }) => news(item),
    trouble: ({ text }) => notice(text),
    gone: ({ to }) => to === tab && show('gone'),
    frame({ before, frame }) {
      if (before === place || frame.event === 'reset') receive(frame);
      else {
        // Something passed this page by, perhaps while it slept.
        clearTimeout(asking);
        asking = setTimeout(want, 5 * GATHER_MILLIS);
      }
    },
  };

  const hear = ({ data }) => {
    if (leads) toLeader[data.kind]?.(data);
    else if (toOthers[data.kind]) {
      heard = Date.now();
      toOthers[data.kind](data);
    }
  };

  /** Leads as soon as no other page does, or at once where the one that does gives no sign of life. */
  const lead = (steal) => {
    queued.abort();
    queued = new AbortController();
    let mine = false;
    const held = () => new Promise((resolve) => {
      lay = resolve;
      mine = true;
      leads = true;
      [...tabs.keys()].forEach(forget);
      line.connect();
      say({ kind: 'who' });
    });
    const options = steal ? { steal } : { signal: queued.signal };
    navigator.locks.request(NAME, options, held).catch(() => {}).finally(() => {
      if (!mine) return;
      // Laid down, or taken away.
      leads = false;
      clearTimeout(gather);
      line.close();
      if (!closed) {
        heard = Date.now();
        lead();
        want();
      }
    });
  };

  const wake = () => {
    clearTimeout(sleep);
    if (closed || document.hidden) return;
    if (leads) line.wake();
    else {
      const asked = Date.now();
      say({ kind: 'ping', page: { tab, conversation, place } });
      setTimeout(() => {
        if (!leads && !closed && heard < asked) lead(true);
      }, ANSWER_MILLIS);
    }
  };

  const doze = () => {
    if (!shares) line.close();
    else if (leads && tabs.size > 1) lay();
  };

  const open = () => {
    closed = false;
    heard = Date.now();
    if (shares) {
      air = new BroadcastChannel(NAME);
      air.onmessage = hear;
      own = new BroadcastChannel(`${NAME}-${tab}`);
      own.onmessage = hear;
      want();
      lead();
    } else {
      leads = true;
      line.connect();
    }
  };

  setInterval(() => {
    if (leads) say({ kind: 'beat' });
    else if (!closed && !document.hidden && Date.now() - heard > SILENCE_MILLIS) {
      heard = Date.now();
      lead(true);
    }
  }, WATCH_MILLIS);
  document.addEventListener('visibilitychange', () => {
    flush();
    // Who is looked at leads rather than who is not; and on its own a page that nobody looks at needs no connection.
    if (document.hidden) sleep = setTimeout(doze, HIDDEN_MILLIS);
    else wake();
  });
  addEventListener('online', wake);
  // The server is there: what it says to the message need not wait for the next attempt.
  document.addEventListener('runnel:sent', wake);
  addEventListener('pageshow', (event) => {
    if (event.persisted) open();
  });
  addEventListener('pagehide', () => {
    closed = true;
    say({ kind: 'bye' });
    lay();
    queued.abort();
    line.close();
    air?.close();
    own?.close();
    air = null;
  });
  open();
};
