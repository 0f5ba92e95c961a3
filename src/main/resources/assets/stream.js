// Reads a stream of server-sent events and comes again whenever it ends: with fetch, so that it sees statuses and heartbeats.

const SILENCE_MILLIS = 40_000;
const DUE_MILLIS = 17_000;
const STEADY_MILLIS = 2_000;
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 15_000;
const WATCH_MILLIS = 5_000;

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

/**
 * A stream that heals. `address` is asked at each connect, so that it can say how far the reader has come; `receive` gets
 * the frames, `show` the state, and `alive` is called whenever anything is heard.
 */
export const stream = ({ address, receive, show, alive }) => {
  let failures = 0;
  let heard = 0;
  let opened = 0;
  let wanted = false;
  let connection = null;
  let timer = 0;

  const again = (status) => {
    connection = null;
    if (!wanted) return;
    show(status);
    if (opened && Date.now() - opened > STEADY_MILLIS) failures = 0;
    const wait = failures === 0 ? 0 : Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** (failures - 1));
    failures++;
    clearTimeout(timer);
    timer = setTimeout(connect, wait * (0.7 + Math.random() * 0.6));
  };

  const read = async (response, mine) => {
    const split = frames(receive);
    const decoder = new TextDecoder();
    for (const reader = response.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done || connection !== mine) return;
      heard = Date.now();
      alive();
      split(decoder.decode(value, { stream: true }));
    }
  };

  const connect = async () => {
    clearTimeout(timer);
    connection?.abort();
    const mine = new AbortController();
    connection = mine;
    wanted = true;
    heard = Date.now();
    opened = 0;
    let status = navigator.onLine ? 'lost' : 'offline';
    try {
      const response = await fetch(address(), {
        signal: mine.signal, cache: 'no-store', headers: { Accept: 'text/event-stream' } });
      if (connection !== mine) return;
      if (response.ok) {
        show('open');
        opened = Date.now();
        await read(response, mine);
      } else {
        status = { 401: 'denied', 403: 'denied', 404: 'gone' }[response.status] ?? 'lost';
        failures = Math.max(failures, status === 'lost' ? 1 : 5);
      }
    } catch {
      failures = Math.max(failures, 1);
    }
    if (connection === mine) again(status);
  };

  setInterval(() => {
    if (connection && Date.now() - heard > SILENCE_MILLIS) connect();
  }, WATCH_MILLIS);

  return {
    connect,
    /** Comes at once, if it has been silent for longer than a heartbeat. */
    wake() {
      if (!connection || Date.now() - heard > DUE_MILLIS) connect();
    },
    close() {
      wanted = false;
      clearTimeout(timer);
      connection?.abort();
      connection = null;
    },
  };
};
