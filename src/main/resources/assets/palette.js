// The command palette: finds conversations and messages, and does what the page's buttons do.

const REST_MILLIS = 120;

const dialog = document.getElementById('palette');
const text = document.getElementById('palette-text');
const found = document.getElementById('palette-found');
const commands = [...document.querySelectorAll('#palette-commands .choice')];
const none = document.getElementById('palette-none');

let timer = 0;
let search = new AbortController();
let composing = false;

const shown = () => [...dialog.querySelectorAll('.choice:not([hidden])')];
const chosen = () => dialog.querySelector('.choice[aria-selected="true"]');
const last = (selector) => [...document.querySelectorAll(selector)].filter((element) => !dialog.contains(element)).pop();

const choose = (choice) => {
  chosen()?.removeAttribute('aria-selected');
  if (!choice) {
    text.removeAttribute('aria-activedescendant');
    return;
  }
  choice.id ||= `choice-${Math.random().toString(36).slice(2)}`;
  choice.setAttribute('aria-selected', 'true');
  text.setAttribute('aria-activedescendant', choice.id);
  choice.scrollIntoView({ block: 'nearest' });
};

const step = (direction) => {
  const all = shown();
  const at = all.indexOf(chosen());
  choose(all[(at + direction + all.length) % all.length]);
};

const settle = () => {
  none.hidden = shown().length > 0;
  if (!shown().includes(chosen())) choose(shown()[0]);
};

const look = async (words) => {
  search.abort();
  search = new AbortController();
  if (!words) {
    found.replaceChildren();
    settle();
    return;
  }
  try {
    const response = await fetch(`/palette?q=${encodeURIComponent(words)}`, { signal: search.signal });
    if (response.ok) found.innerHTML = await response.text();
  } catch {
    // Another letter was typed, or the network is gone: the commands are still there.
  }
  settle();
};

const changed = () => {
  if (composing) return;
  const words = text.value.trim();
  const wanted = words.toLowerCase().split(/\s+/);
  for (const command of commands) {
    const label = command.textContent.toLowerCase();
    command.hidden = !last(command.dataset.press) || !wanted.every((word) => label.includes(word));
  }
  settle();
  clearTimeout(timer);
  timer = setTimeout(() => look(words), REST_MILLIS);
};

const go = (choice) => {
  if (!choice) return;
  dialog.close();
  if (choice.dataset.press) last(choice.dataset.press)?.click();
  else location.assign(choice.href);
};

const open = () => {
  if (document.querySelector('dialog[open]')) return;
  text.value = '';
  found.replaceChildren();
  dialog.showModal();
  changed();
};

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  }
});

// While an input method composes, its keys are its own, and half a word is not searched for.
text.addEventListener('compositionstart', () => (composing = true));
text.addEventListener('compositionend', () => {
  composing = false;
  changed();
});
text.addEventListener('input', changed);
text.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event.key === 'ArrowDown' ? 1 : -1);
  else if (event.key === 'Enter') go(chosen());
  else return;
  event.preventDefault();
});
dialog.addEventListener('click', (event) => {
  // Not the opening of a menu that a command presses: that click is not in here any more.
  event.stopPropagation();
  const choice = event.target.closest('.choice');
  if (choice) {
    event.preventDefault();
    go(choice);
  } else if (event.target === dialog) dialog.close();
});
