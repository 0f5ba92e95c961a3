// Follows the end of the conversation while the reader is there, and never moves the page under one who is not.

const NEAR_PIXELS = 2;
const FAR_PIXELS = 240;

const page = document.scrollingElement;
const messages = document.getElementById('messages');
const latest = document.getElementById('latest');

const distance = () => page.scrollHeight - page.clientHeight - page.scrollTop;

/** Marks every place in an element where one of the words stands, without touching its content. */
const mark = (element, words) => {
  const wanted = words.toLowerCase().split(/[\s"“”]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const ranges = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.data.toLowerCase();
    if (text.length !== node.length) continue;
    for (const word of wanted) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set('found', new Highlight(...ranges));
};

if (messages) {
  let following = null;
  let last = page.scrollTop;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  /** While it follows, what the browser keeps in its place when something grows is the end (#end). */
  const follow = (follows) => {
    if (following !== follows) page.toggleAttribute('data-following', follows);
    following = follows;
  };

  const toEnd = (behavior = 'instant') => page.scrollTo({ top: page.scrollHeight, behavior });

  const offer = () => {
    const far = !following && distance() >= FAR_PIXELS;
    if (latest && latest.hidden === far) latest.hidden = !far;
  };

  addEventListener('scroll', () => {
    const top = page.scrollTop;
    if (distance() <= NEAR_PIXELS) follow(true);
    else if (top < last) follow(false);
    last = top;
    offer();
  }, { passive: true });

  const resized = new ResizeObserver(() => {
    // Where the browser does not keep the end in its place by itself.
    if (following && distance() > NEAR_PIXELS) toEnd();
    else offer();
  });
  resized.observe(messages);
  for (const id of ['waiting', 'composer']) {
    const element = document.getElementById(id);
    if (element) resized.observe(element);
  }

  const jump = () => {
    follow(true);
    toEnd(calm.matches ? 'instant' : 'smooth');
  };
  latest?.addEventListener('click', jump);
  document.addEventListener('runnel:latest', jump);

  // Earlier messages come in above: what is being read stays where it is.
  document.addEventListener('htmx:beforeSwap', ({ target }) => {
    const first = target.id === 'older' && messages.querySelector('.message');
    if (!first) return;
    const before = first.getBoundingClientRect().top;
    document.addEventListener('htmx:afterSwap', () => {
      const moved = first.getBoundingClientRect().top - before;
      if (Math.abs(moved) > 1) page.scrollBy({ top: moved, behavior: 'instant' });
    }, { once: true });
  });

  history.scrollRestoration = 'manual';
  follow(!location.hash && !messages.closest('.reading'));
  if (following) toEnd();

  // Who came from a search sees the words marked.
  const words = new URLSearchParams(location.search).get('q');
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) {
    if (target.querySelector('details.long')) target.querySelector('details.long').open = true;
    target.scrollIntoView({ block: 'start', behavior: 'instant' });
  }
  if (target && words && window.Highlight) mark(target, words);
}
