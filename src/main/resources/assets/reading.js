// Follows the end of the conversation while the reader is there, and never moves the page under one who is not.

const NEAR_PIXELS = 2;
const FAR_PIXELS = 240;

const page = document.scrollingElement;
const messages = document.getElementById('messages');
const latest = document.getElementById('latest');

const distance = () => page.scrollHeight - page.clientHeight - page.scrollTop;

if (messages) {
  let following = true;
  let last = page.scrollTop;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  const toEnd = (behavior = 'instant') => page.scrollTo({ top: page.scrollHeight, behavior });

  addEventListener('scroll', () => {
    const top = page.scrollTop;
    if (distance() <= NEAR_PIXELS) following = true;
    else if (top < last) following = false;
    last = top;
    latest.hidden = following || distance() < FAR_PIXELS;
  }, { passive: true });

  const resized = new ResizeObserver(() => {
    if (following) toEnd();
    else latest.hidden = distance() < FAR_PIXELS;
  });
  resized.observe(messages);
  resized.observe(document.getElementById('waiting'));
  resized.observe(document.getElementById('composer'));

  const jump = () => {
    following = true;
    toEnd(calm.matches ? 'instant' : 'smooth');
  };
  latest.addEventListener('click', jump);
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
  if (!location.hash) toEnd();
}
