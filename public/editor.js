import { put } from './put.js';

/** A short row of buttons above each text, that writes Markdown where the cursor is. */
/** What stands before and after the chosen words, and what to write when none are chosen. */
const BUTTONS = [
  ['Fetstil', '**', '**', 'fet text'],
  ['Rubrik', '\n## ', '\n', 'Rubrik'],
  ['Lista', '\n- ', '\n', 'en punkt'],
  ['Länk', '[', '](https://)', 'länkens text'],
];

const phrases = [...document.querySelectorAll('[data-phrases] li')].map(({ textContent }) => textContent);

for (const area of document.querySelectorAll('textarea[name$="-markdown"]')) area.before(toolbar(area));

function toolbar(area) {
  const bar = document.createElement('p');
  bar.className = 'btns toolbar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'Skriv i texten');
  for (const [label, ...words] of BUTTONS) bar.append(button(label, () => insert(area, ...words)));
  if (phrases.length) bar.append(phraseMenu(area));
  return bar;
}

/** Without this script the phrases stand in the help, to be copied. */
function phraseMenu(area) {
  const menu = document.createElement('select');
  menu.setAttribute('aria-label', 'Sätt in en fras');
  menu.append(new Option('Sätt in en fras …', ''), ...phrases.map((phrase) => new Option(phrase, phrase)));
  menu.addEventListener('change', () => {
    const phrase = menu.value;
    menu.value = '';
    if (phrase) put(area, phrase);
  });
  return menu;
}

function button(label, press) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'btn plain';
  element.textContent = label;
  element.addEventListener('click', press);
  return element;
}

function insert(area, before, after, example) {
  const { selectionStart: from, selectionEnd: to } = area;
  const chosen = area.value.slice(from, to);
  const text = before.endsWith('- ') ? chosen.replaceAll('\n', '\n- ') : chosen;
  const written = before + (text || example) + after;
  put(area, written);
  const start = from + before.length;
  if (!chosen) area.setSelectionRange(start, start + example.length);
}
