import { put } from './put.js';

/** The room's own controls: head counts, organisations, and marks at the beginning of a line. */
const MARKS = [
  ['→', 'Uppföljning'],
  ['!', 'Överens'],
  ['?', 'Öppen fråga'],
  ['F:', 'Fråga'],
  ['S:', 'Svar'],
];
const form = document.querySelector('form[data-keep]');
const kept = form.querySelector('[data-field="organisations"]');
const ticks = form.querySelector('[data-organisations]');
const more = form.querySelector('[name="new-organisations"]');

for (const button of form.querySelectorAll('[data-step]'))
  button.addEventListener('click', (event) => {
    event.preventDefault();
    const input = button.parentElement.querySelector('input');
    input.value = Math.max(0, (Number(input.value) || 0) + Number(button.dataset.step));
    input.dispatchEvent(new Event('input'));
  });

ticks.addEventListener('change', gather);
more.addEventListener('change', () => {
  for (const name of linesOf(more.value)) tick(name, true);
  more.value = '';
  gather();
});
kept.addEventListener('keep-written', () => {
  const names = new Set(linesOf(kept.value));
  for (const name of names) tick(name, true);
  for (const box of ticks.querySelectorAll('input')) box.checked = names.has(box.value);
});

for (const area of form.querySelectorAll('textarea[data-field$=":markdown"]')) area.before(toolbar(area));

function gather() {
  kept.value = [...ticks.querySelectorAll('input:checked')].map(({ value }) => value).join('\n');
  kept.dispatchEvent(new Event('input'));
}

function tick(name, checked) {
  const known = [...ticks.querySelectorAll('input')].find(
    (box) => box.value.toLowerCase() === name.toLowerCase(),
  );
  if (known) return void (known.checked = checked);
  const label = document.createElement('label');
  const box = Object.assign(document.createElement('input'), {
    type: 'checkbox',
    name: 'organisation',
    value: name,
    checked,
  });
  label.append(box, ` ${name}`);
  ticks.append(label);
}

function linesOf(text) {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function toolbar(area) {
  const bar = document.createElement('p');
  bar.className = 'btns toolbar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'Tecken i början av raden');
  for (const [mark, name] of MARKS) {
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'btn plain',
    });
    const words = Object.assign(document.createElement('span'), { className: 'on-wide', textContent: name });
    button.append(`${mark} `, words);
    button.addEventListener('click', () => begin(area, `${mark} `));
    bar.append(button);
  }
  return bar;
}

/** Puts the mark first on the line where the cursor is, or on a new one when that line has words of its own. */
function begin(area, mark) {
  const { value, selectionStart: at } = area;
  const from = value.lastIndexOf('\n', at - 1) + 1;
  const end = value.indexOf('\n', at) === -1 ? value.length : value.indexOf('\n', at);
  const isEmpty = !value.slice(from, end).trim();
  if (isEmpty) area.setSelectionRange(from, end);
  else area.setSelectionRange(end, end);
  put(area, isEmpty ? mark : `\n${mark}`);
}
