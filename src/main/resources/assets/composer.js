// The composer: grows with its text, keeps drafts, sends until it is sure that the message has arrived.

import { attached } from './attach.js';
import { notice } from './notice.js';

const FIRST_WAIT_MILLIS = 800;
const LONGEST_WAIT_MILLIS = 10_000;
const DRAFT_CHARS = 200_000;

const form = document.getElementById('composer');

if (form) {
  const { text, edits, key } = form.elements;
  const send = document.getElementById('send');
  const state = document.getElementById('composer-state');
  const editing = document.getElementById('editing');
  const place = `draft:${form.getAttribute('action')}`;
  let sending = false;
  let sent = '';

  const store = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      // Full or forbidden: the draft lives as long as the page.
    }
  };

  const grow = () => {
    if (CSS.supports('field-sizing', 'content')) return;
    text.style.height = 'auto';
    text.style.height = `${text.scrollHeight}px`;
  };

  const changed = () => {
    send.setAttribute('aria-disabled', String((!text.value.trim() && attached.isEmpty()) || attached.isUploading() || sending));
    if (state.dataset.kind !== 'sending') state.textContent = '';
    grow();
    if (!edits.value && text.value.length < DRAFT_CHARS) store(place, text.value);
  };

  const say = (kind, words) => {
    state.dataset.kind = kind;
    state.textContent = words;
  };

  const newKey = () => {
    key.value = Array.from(crypto.getRandomValues(new Uint8Array(15)), (b) => (b % 36).toString(36)).join('');
  };

  const finishEdit = () => {
    edits.value = '';
    editing.hidden = true;
    text.value = localStorage.getItem(place) ?? '';
    attached.clear();
    changed();
  };

  const beginEdit = async (id, address) => {
    const response = await fetch(address);
    if (!response.ok) return;
    edits.value = id;
    editing.hidden = false;
    text.value = await response.text();
    attached.take(attached.of(id));
    changed();
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  };

  const attempt = async (body) => {
    for (let wait = FIRST_WAIT_MILLIS; ; wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2)) {
      try {
        const response = await fetch(form.action, {
          method: 'POST', body, headers: { 'Content-Type': 'application/json', Accept: 'application/json' } });
        if (response.status < 500 || response.status === 507) return response;
      } catch {
        // The network: the same message is sent again, and the server knows it by its key.
      }
      say('sending', form.dataset.unsent);
      await new Promise((resolve) => {
        addEventListener('online', resolve, { once: true });
        setTimeout(resolve, wait);
      });
    }
  };

  const submit = async () => {
    const value = text.value;
    if (sending) return;
    if (attached.isUploading()) {
      say('empty', document.getElementById('attached').dataset.waiting);
      return;
    }
    const files = attached.ids();
    if (!value.trim() && !files.length) {
      say('empty', form.dataset.empty);
      text.focus();
      return;
    }
    // Another text is another message, even if the last one was not answered.
    const whole = JSON.stringify([value, files]);
    if (whole !== sent) newKey();
    sent = whole;
    sending = true;
    const slow = setTimeout(() => say('sending', form.dataset.sending), 400);
    try {
      const response = await attempt(
        JSON.stringify({ text: value, edits: edits.value, key: key.value, model: form.elements.model.value, files,
          agent: edits.value || form.elements.agent?.dataset.path ? '' : form.elements.agent?.value ?? '' }));
      const answer = await response.json().catch(() => ({}));
      if (!response.ok) {
        notice([answer.detail ?? answer.title, answer.hint].filter(Boolean).join(' · '));
        return;
      }
      sent = '';
      store(place, '');
      attached.clear();
      if (edits.value) history.replaceState(null, '', location.pathname);
      edits.value = '';
      editing.hidden = true;
      // What was written while it was on its way is a draft of the next message.
      text.value = text.value.startsWith(value) ? text.value.slice(value.length) : text.value;
      if (location.pathname !== answer.path) location.assign(answer.path);
      else {
        document.dispatchEvent(new Event('runnel:latest'));
        document.dispatchEvent(new Event('runnel:sent'));
      }
    } finally {
      clearTimeout(slow);
      sending = false;
      say('', '');
      changed();
    }
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  text.addEventListener('input', changed);
  form.addEventListener('runnel:attached', changed);
  text.addEventListener('keydown', (event) => {
    // 229: a key that an input method still holds, in browsers that end the composition first.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey && !matchMedia('(pointer: coarse)').matches) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') {
      if (edits.value) finishEdit();
      else text.blur();
    } else if (event.key === 'ArrowUp' && !text.value) {
      const last = [...document.querySelectorAll('[data-edits]')].pop();
      if (last) {
        event.preventDefault();
        last.click();
      }
    }
  });
  document.getElementById('cancel-edit').addEventListener('click', (event) => {
    event.preventDefault();
    finishEdit();
    text.focus();
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-edits]');
    if (link) {
      event.preventDefault();
      beginEdit(link.dataset.edits, link.dataset.source);
    }
  });
  // The choice belongs to the conversation; before there is one, to this browser.
  form.addEventListener('change', ({ target }) => {
    if (target.id !== 'model' && target.id !== 'agent') return;
    if (target.dataset.path) {
      fetch(`${target.dataset.path}/${target.id}`, {
        method: 'POST', body: new URLSearchParams({ [target.id]: target.value }), headers: { Accept: 'application/json' } });
    } else store('model', target.value);
  });
  document.addEventListener('htmx:afterSwap', ({ target }) => {
    const chosen = target.id === 'model' && !target.dataset.path && localStorage.getItem('model');
    if (chosen && [...target.options].some((option) => option.value === chosen)) target.value = chosen;
  });

  if (!text.value) text.value = localStorage.getItem(place) ?? '';
  // A page that comes back from the browser's memory may still hold what was sent.
  addEventListener('pageshow', (event) => {
    if (event.persisted && !edits.value) text.value = localStorage.getItem(place) ?? '';
    changed();
  });
  text.required = false;
  changed();
}
