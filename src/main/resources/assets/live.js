// Keeps a page equal to a log on the server: follows a stream of frames and does to the page what they say.
// Knows nothing of what the page shows; docs/internals/page.md describes the frames.

const HIDDEN_MILLIS = 3_000;
const SILENCE_MILLIS = 40_000;
const DUE_MILLIS = 17_000;
const STEADY_MILLIS = 2_000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 15_000;

const byId = (id) => document.getElementById(id);

const parse = (html) => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
};

/** Two elements look the same, however their text is cut into nodes and their elements are spaced. */
const same = (one, other) => shape(one) === shape(other);
const shape = (element) => element.outerHTML.replace(/>\s+</g, '><');

const process = (element) => window.htmx?.process(element);

/** The element that the last edit worked in. */
let spot = null;

const more = (html) => {
  if (!spot) return;
  const last = spot.lastChild;
  if (last?.nodeType === Node.TEXT_NODE && !/[<&]/.test(html)) last.appendData(html);
  else spot.insertAdjacentHTML('beforeend', html);
};

/** Drops everything inside an element behind so many child elements and so many characters of text after them. */
const cut = (element, elements, chars) => {
  let node = elements ? element.children[elements - 1]?.nextSibling : element.firstChild;
  while (node?.nodeType === Node.TEXT_NODE && chars > 0) {
    if (node.length > chars) node.deleteData(chars, node.length - chars);
    chars -= node.length;
    node = node.nextSibling;
  }
  while (node) {
    const next = node.nextSibling;
    node.remove();
    node = next;
  }
};

const sync = (box, html, anchor) => {
  const fresh = [...parse(html).children];
  const from = anchor && byId(anchor)?.parentNode === box ? byId(anchor) : null;
  if (from) while (fresh.length && fresh[0].id !== anchor) fresh.shift();
  let at = from ?? box.firstElementChild;
  for (const element of fresh) {
    const old = element.id && byId(element.id);
    const stays = old && old.parentNode === box && same(old, element);
    if (old && !stays) {
      if (old === at) at = at.nextElementSibling;
      old.remove();
    }
    const shown = stays ? old : element;
    if (shown === at) at = at.nextElementSibling;
    else box.insertBefore(shown, at);
    if (!stays) process(element);
  }
  while (at) {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  }
};

const operations = {
  append(id, html) {
    for (const element of [...parse(html).children]) {
      const old = element.id && byId(element.id);
      if (old) old.replaceWith(element);
      else byId(id)?.append(element);
      process(element);
    }
  },
  replace(id, html) {
    const element = parse(html).firstElementChild;
    const old = byId(id);
    if (!old || !element) return;
    const focused = old.contains(document.activeElement);
    old.replaceWith(element);
    process(element);
    if (focused) (element.querySelector('button, a') ?? byId('text'))?.focus();
  },
  remove: (id) => byId(id)?.remove(),
  set(id, name, value) {
    if (value === null) byId(id)?.removeAttribute(name);
    else byId(id)?.setAttribute(name, value);
  },
  text(id, text) {
    const element = byId(id);
    if (element) element.textContent = text;
  },
  edit(id, path, elements, chars, html) {
    spot = byId(id);
    for (const index of path) spot = spot?.children[index];
    if (!spot) return;
    cut(spot, elements, chars);
    more(html);
  },
  more,
  sync(id, html, anchor) {
    const box = byId(id);
    if (box) sync(box, html, anchor);
  },
};

const apply = (data) => {
  const list = JSON.parse(data);
  if (typeof list === 'string') more(list);
  else for (const [name, ...values] of list) operations[name]?.(...values);
};

/** Splits a stream of server-sent events; hands over id, name and data of each. */
const frames = (receive) => {
  let rest = '';
  return (text) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const frame = { id: '', event: '', data: null };
      for (const line of block.split('\n')) {
        const colon = line.indexOf(': ');
        const name = line.slice(0, colon);
        if (name === 'data') frame.data = (frame.data === null ? '' : frame.data + '\n') + line.slice(colon + 2);
        else if (name) frame[name] = line.slice(colon + 2);
      }
      if (frame.data !== null) receive(frame);
    }
  };
};

/** Follows the stream at an address that ends with the place from where on, for as long as the page lives. */
export const follow = (address, show) => {
  const at = address.lastIndexOf('=') + 1;
  let place = Number(address.slice(at));
  let pending = [];
  let failures = 0;
  let heard = 0;
  let opened = 0;
  let connection = null;
  let timer = 0;
  let sleep = 0;
  let closed = false;

  const flush = () => {
    const batch = pending;
    pending = [];
    for (const frame of batch) {
      const id = Number(frame.id);
      if (frame.event !== 'reset' && id <= place) continue;
      apply(frame.data);
      place = id;
    }
  };

  const receive = (frame) => {
    pending.push(frame);
    if (document.hidden) flush();
    else if (pending.length === 1) requestAnimationFrame(flush);
  };

  const again = (status) => {
    connection = null;
    if (closed) return;
    show(status);
    if (opened && Date.now() - opened > STEADY_MILLIS) failures = 0;
    const wait = failures === 0 ? 0 : Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** (failures - 1));
    failures++;
    clearTimeout(timer);
    timer = setTimeout(connect, wait * (0.7 + Math.random() * 0.6));
  };

  const connect = async () => {
    clearTimeout(timer);
    connection?.abort();
    const mine = new AbortController();
    connection = mine;
    heard = Date.now();
    opened = 0;
    // What has come but is not shown yet must not be asked for twice.
    flush();
    let status = navigator.onLine ? 'lost' : 'offline';
    try {
      const response = await fetch(address.slice(0, at) + place, {
        signal: mine.signal, cache: 'no-store', headers: { Accept: 'text/event-stream' } });
      if (response.ok) {
        show('open');
        opened = Date.now();
        const split = frames(receive);
        const decoder = new TextDecoder();
        for (const reader = response.body.getReader(); ;) {
          const { done, value } = await reader.read();
          if (done || connection !== mine) break;
          heard = Date.now();
          split(decoder.decode(value, { stream: true }));
        }
      } else {
        status = { 401: 'denied', 403: 'denied', 404: 'gone' }[response.status] ?? 'lost';
        failures = Math.max(failures, status === 'lost' ? 1 : 5);
      }
    } catch {
      failures = Math.max(failures, 1);
    }
    if (connection === mine) again(status);
  };

  const wake = () => {
    clearTimeout(sleep);
    if (!closed && !document.hidden && (!connection || Date.now() - heard > DUE_MILLIS)) connect();
  };

  const close = () => {
    clearTimeout(timer);
    connection?.abort();
    connection = null;
  };

  setInterval(() => {
    if (connection && Date.now() - heard > SILENCE_MILLIS) connect();
  }, 5_000);
  // A browser gives all pages of a site six connections: those that nobody looks at do not take one.
  document.addEventListener('visibilitychange', () => {
    flush();
    if (document.hidden) sleep = setTimeout(close, HIDDEN_MILLIS);
    else wake();
  });
  addEventListener('online', wake);
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      closed = false;
      connect();
    }
  });
  addEventListener('pagehide', () => {
    closed = true;
    close();
  });
  wake();
};
