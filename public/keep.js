/** Keeps what is typed: in this browser at once, on the server as soon as it answers. What others write comes into the page. */
import { openStore } from './keep-store.js';
import { handIn } from './keep-server.js';
import { sendAfter } from './keep-submit.js';
import { shownText, textOf, write } from './keep-text.js';

const QUIET_MS = 700;
const LONGEST_WAIT_MS = 2500;
const BEAT_MS = 10_000;
const LONGEST_RETRY_MS = 15_000;

const form = document.querySelector('form[data-keep]');
const address = form.dataset.keep;
const fields = new Map();
/** Of an agenda that nobody has written on yet. */
const headings = JSON.parse(form.dataset.headings ?? '[]');
let seen = Number(form.dataset.seen);
let [busy, timer, firstWaiting, retryMs, writingIn] = [null, 0, 0, 1000, ''];
const store = await openStore(address);

for (const control of form.querySelectorAll('[data-field]')) watch(control);
for (const row of await store.left()) restore(row);
show(changed().length ? 'waiting' : '');
globalThis.addEventListener('online', () => sync());
document.addEventListener('visibilitychange', () => document.hidden || sync());
setInterval(() => document.hidden || busy || sync(), BEAT_MS);
if (changed().length) soon();
else void sync();
sendAfter(form, { changed, sync, stop: () => show('stopped') });

function watch(control) {
  const name = control.dataset.field;
  const field = { name, control, base: seen, server: shownText(control), tried: [], fault: '' };
  fields.set(name, field);
  control.addEventListener('input', () => typed(field));
  control.addEventListener('focus', () => (writingIn = name));
  control.addEventListener('blur', () => (writingIn = writingIn === name ? '' : writingIn));
}

function typed(field) {
  const text = textOf(field.control);
  if (text === field.server) void store.forget(field.name);
  else void put(field, text);
  if (!firstWaiting) firstWaiting = Date.now();
  show('waiting');
  soon();
}

/** `tried`: texts that the server may have taken without its answer coming back; what is typed since continues them. */
function put({ name, base, tried }, text) {
  return store.put({ name, base, text, tried });
}

function soon() {
  clearTimeout(timer);
  const waited = firstWaiting ? Date.now() - firstWaiting : 0;
  timer = setTimeout(() => void sync(), Math.max(0, Math.min(QUIET_MS, LONGEST_WAIT_MS - waited)));
}

function changed() {
  return [...fields.values()].filter((field) => textOf(field.control) !== field.server);
}

/** What this page, or one that is gone, could not hand in. Text without a field of its own is handed in too. */
function restore(row) {
  const field = fields.get(row.name) ?? orphan(row);
  if (row.text === field.server) return void store.forgetRow(row);
  if (textOf(field.control) !== field.server && field.control.isConnected) return void orphan(row);
  Object.assign(field, { base: row.base, tried: row.tried ?? [], row });
  write(field, row.text);
}

/** Holds a text that has no place in the page, until the server has it. */
function orphan(row) {
  const control = document.createElement('textarea');
  control.value = row.text;
  const field = {
    name: row.name,
    control,
    base: row.base,
    server: undefined,
    tried: row.tried ?? [],
    fault: '',
    row,
  };
  fields.set(`${row.name} ${row.client}`, field);
  return field;
}

/**
 * One at a time; true when the server has everything.
 * @returns {Promise<boolean>}
 */
function sync() {
  clearTimeout(timer);
  busy ??= exchange()
    .catch(broken)
    .finally(() => (busy = null));
  return busy;
}

async function exchange() {
  const names = new Set();
  const sent = changed()
    .filter(({ name }) => !names.has(name) && names.add(name))
    .map((field) => ({ field, text: textOf(field.control) }));
  if (sent.length) show('saving');
  firstWaiting = 0;
  const { kept, state, words } = await handIn(address, {
    client: store.client,
    seen,
    at: writingIn,
    headings: seen ? [] : headings,
    fields: sent.map(({ field: { name, base, tried }, text }) => ({ name, base, text, tried })),
  });
  for (const { field, text } of sent)
    field.tried = kept ? [] : [...new Set([...field.tried, text])].slice(-3);
  if (!kept) return later(state, words);
  take(sent, kept);
  retryMs = 1000;
  if (changed().some(({ fault }) => !fault)) soon();
  return !changed().length;
}

function broken(error) {
  console.error(error);
  return later('broken');
}

function later(state, words) {
  show(state, words);
  clearTimeout(timer);
  timer = setTimeout(() => void sync(), retryMs);
  retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  return false;
}

function take(sent, kept) {
  for (const { field, text } of sent) {
    const met = kept.met[field.name];
    tell(field, kept.refused[field.name]);
    if (kept.refused[field.name]) continue;
    if (kept.gone.includes(field.name)) field.control.readOnly = true;
    if (met) meet(field, text, met, kept.number);
    else stored(field, text, kept.number);
  }
  for (const field of fields.values()) {
    if (sent.some(({ field: { name } }) => name === field.name)) continue;
    const text = kept.updates[field.name];
    if (text !== undefined && textOf(field.control) === field.server) {
      write(field, text);
      field.server = text;
    }
    if (textOf(field.control) === field.server) field.base = kept.number;
  }
  seen = kept.number;
  for (const input of form.querySelectorAll('input[name="seen"], input[name="base"]')) input.value = seen;
  form.dispatchEvent(new CustomEvent('keep-news', { detail: kept }));
  show(changed().length ? 'waiting' : 'saved');
}

/** The field may have been written in while the answer was on its way. */
function stored(field, text, number) {
  Object.assign(field, { server: text, base: number });
  const now = textOf(field.control);
  if (field.row) void store.forgetRow(field.row);
  field.row = undefined;
  if (now === text) void store.forget(field.name);
  else void put(field, now);
  if (!field.control.isConnected) handedIn(field, text, number);
}

/** A text without a place in the page is on the server: the field of that name shows it, unless it is written in. */
function handedIn(field, text, number) {
  for (const [key, one] of fields) if (one === field) fields.delete(key);
  const own = fields.get(field.name);
  if (!own || textOf(own.control) !== own.server) return;
  write(own, text);
  Object.assign(own, { server: text, base: number });
}

/** Both wrote: the words of both, to be handed in when this person has not gone on writing meanwhile. */
function meet(field, text, met, number) {
  if (textOf(field.control) !== text) return;
  write(field, met.text);
  field.base = number;
  field.server = undefined;
  if (field.control.isConnected) void put(field, met.text);
  form.dispatchEvent(new CustomEvent('keep-met', { detail: { field, met } }));
}

function tell(field, fault = '') {
  if (field.fault === fault) return;
  field.fault = fault;
  form.dispatchEvent(new CustomEvent('keep-fault', { detail: { field, fault } }));
}

function show(state, words = '') {
  form.dispatchEvent(new CustomEvent('keep-state', { detail: { state, words } }));
}
