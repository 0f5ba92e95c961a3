// Does to the page what a frame says. Knows nothing of what the page shows; docs/internals/page.md describes the operations.

const byId = (id) => document.getElementById(id);

const parse = (html) => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
};

/** The content that elements had before they were made rich. */
export const plain = new WeakMap();

const restore = (element, content) => {
  element.innerHTML = content;
  element.removeAttribute('data-rich');
  element.removeAttribute('data-set');
};

/** Two elements look the same, however their text is cut into nodes, their elements are spaced, and rich they are. */
const same = (one, other) => shape(one) === shape(other);
const shape = (element) => {
  const copy = element.cloneNode(true);
  const rich = [...element.querySelectorAll('[data-rich]')];
  [...copy.querySelectorAll('[data-rich]')].forEach((part, at) => restore(part, plain.get(rich[at])));
  for (const part of copy.querySelectorAll('a.cite')) part.replaceWith(part.textContent);
  for (const part of copy.querySelectorAll('[data-seen]')) part.removeAttribute('data-seen');
  for (const part of copy.querySelectorAll('[inert]')) part.removeAttribute('inert');
  for (const part of copy.querySelectorAll('pre[tabindex], .math[tabindex]')) part.removeAttribute('tabindex');
  return copy.outerHTML.replace(/>\s+</g, '><');
};

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
  before(box, id, html) {
    const body = byId(box);
    let next = byId(id);
    while (next && next.parentElement !== body) next = next.parentElement;
    if (!next) {
      operations.append(box, html);
      return;
    }
    for (const element of [...parse(html).children]) {
      const old = element.id && byId(element.id);
      if (old) old.replaceWith(element);
      else next.before(element);
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
    // What goes on after all was made rich too early.
    const rich = spot.closest('[data-rich]');
    if (rich) {
      rich.closest('[data-seen]')?.removeAttribute('data-seen');
      restore(rich, plain.get(rich));
    }
    cut(spot, elements, chars);
    more(html);
  },
  more,
  sync(id, html, anchor) {
    const box = byId(id);
    if (box) sync(box, html, anchor);
  },
};

/** Applies what several frames say, in their order. */
export const apply = (frames) => {
  let text = '';
  let changed = false;
  for (const data of frames) {
    const said = JSON.parse(data);
    if (typeof said === 'string') {
      text += said;
      continue;
    }
    if (text) more(text);
    text = '';
    changed = true;
    for (const [name, ...values] of said) operations[name]?.(...values);
  }
  if (text) more(text);
  if (changed) document.dispatchEvent(new Event('runnel:shown'));
};
