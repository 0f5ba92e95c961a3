// Files for the next message: chosen, dropped or pasted, sent to the server at once, and named when the message is sent.

import { notice } from './notice.js';

const form = document.getElementById('composer');
const list = document.getElementById('attached');
const chooser = document.getElementById('choose');
const place = form && `files:${form.getAttribute('action')}`;
const files = new Map();
let number = 0;

const size = (bytes) =>
  bytes < 1e3 ? `${bytes} B` : bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const words = (name, ...values) =>
  values.reduce((text, value, at) => text.replace(`{${at}}`, value), list.dataset[name]);

const changed = () => {
  list.hidden = !files.size;
  try {
    const kept = [...files.values()].filter((file) => file.id);
    if (kept.length) localStorage.setItem(place, JSON.stringify(kept.map(({ id, name, note, picture }) => ({ id, name, note, picture }))));
    else localStorage.removeItem(place);
  } catch {
    // They live as long as the page.
  }
  form.dispatchEvent(new Event('runnel:attached'));
};

const remove = (key) => {
  const file = files.get(key);
  if (!file) return;
  file.upload?.abort();
  file.item.remove();
  files.delete(key);
  changed();
};

const showPicture = (file) => {
  const picture = file.item.querySelector('img');
  picture.src = `/api/v1/files/${file.id}`;
  picture.hidden = false;
  file.item.querySelector('.icon')?.remove();
};

const show = (key, file) => {
  file.item = list.querySelector('template').content.firstElementChild.cloneNode(true);
  file.item.querySelector('.name').textContent = file.name;
  file.item.querySelector('.place').textContent = file.note;
  const button = file.item.querySelector('button');
  button.setAttribute('aria-label', `${list.dataset.remove}: ${file.name}`);
  button.title = list.dataset.remove;
  button.addEventListener('click', () => {
    remove(key);
    form.elements.text.focus();
  });
  if (file.id && file.picture) showPicture(file);
  list.append(file.item);
  files.set(key, file);
  return file;
};

const upload = (chosen) => {
  const key = ++number;
  const file = show(key, { name: chosen.name || 'image.png', note: size(chosen.size), picture: false });
  const bar = file.item.querySelector('progress');
  bar.hidden = false;
  const request = new XMLHttpRequest();
  file.upload = request;
  request.open('POST', `/api/v1/files?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('Accept', 'application/json');
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) => (bar.value = loaded / total));
  request.addEventListener('load', () => {
    const answer = request.response ?? {};
    file.upload = null;
    if (request.status !== 201) {
      remove(key);
      notice([answer.detail ?? answer.title ?? words('failed', file.name), answer.hint].filter(Boolean).join(' · '));
      return;
    }
    bar.hidden = true;
    file.id = answer.id;
    file.picture = answer.type.startsWith('image/');
    if (file.picture) showPicture(file);
    changed();
  });
  request.addEventListener('error', () => {
    remove(key);
    notice(words('failed', file.name));
  });
  request.send(chosen);
  changed();
};

const add = (chosen) => {
  for (const file of chosen) {
    if (files.size >= Number(list.dataset.most)) {
      notice(words('many', list.dataset.most));
      return;
    }
    if (file.size > Number(list.dataset.bytes)) notice(words('large', file.name, Number(list.dataset.bytes) >> 20));
    else if (!file.size) notice(words('none', file.name));
    else upload(file);
  }
};

/** What the composer asks of the files beside its text. */
export const attached = {
  ids: () => [...files.values()].map((file) => file.id).filter(Boolean),
  isEmpty: () => !files.size,
  isUploading: () => [...files.values()].some((file) => !file.id),
  clear: () => [...files.keys()].forEach(remove),
  /** Shows files that are on the server already. */
  take: (known) => {
    attached.clear();
    known.forEach((file) => show(++number, { ...file }));
    changed();
  },
  /** Those of a message on the page. */
  of: (message) =>
    [...(document.getElementById(message) ?? document.getElementById(`wait-${message}`))?.querySelectorAll('[data-file]') ?? []].map(
      ({ dataset }) => ({ id: dataset.file, name: dataset.name, note: dataset.size, picture: dataset.picture === 'true' })),
};

if (form) {
  const draft = localStorage.getItem(place);
  if (draft) attached.take(JSON.parse(draft));
  document.getElementById('attach').addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    add(chooser.files);
    chooser.value = '';
  });
  form.elements.text.addEventListener('paste', (event) => {
    // Programs put a picture of what is copied beside its text: the text is meant then.
    if (!event.clipboardData.files.length || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    add(event.clipboardData.files);
  });
  const isFiles = (event) => event.dataTransfer?.types.includes('Files');
  let depth = 0;
  addEventListener('dragenter', (event) => {
    if (isFiles(event) && ++depth) form.dataset.drop = '';
  });
  addEventListener('dragleave', (event) => {
    if (isFiles(event) && --depth <= 0) delete form.dataset.drop;
  });
  addEventListener('dragover', (event) => isFiles(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    depth = 0;
    delete form.dataset.drop;
    add(event.dataTransfer.files);
  });
}
