/** A short row of buttons above each text, that writes Markdown where the cursor is. */
const BUTTONS = [
  ['Fetstil', (text) => [`**${text || 'fet text'}**`, 2]],
  ['Rubrik', (text) => [`\n## ${text || 'Rubrik'}\n`, 4]],
  [
    'Lista',
    (text) => [
      `\n${(text || 'en punkt')
        .split('\n')
        .map((line) => `- ${line}`)
        .join('\n')}\n`,
      3,
    ],
  ],
  ['Länk', (text) => [`[${text || 'länkens text'}](https://)`, 1]],
];

for (const area of document.querySelectorAll('textarea[name$="-markdown"]')) area.before(toolbar(area));

function toolbar(area) {
  const bar = document.createElement('p');
  bar.className = 'btns toolbar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'Skriv i texten');
  for (const [label, write] of BUTTONS) bar.append(button(label, () => insert(area, write)));
  return bar;
}

function button(label, press) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'btn plain';
  element.textContent = label;
  element.addEventListener('click', press);
  return element;
}

/** By the browser's own insertion, so that undo works. */
function insert(area, write) {
  const { selectionStart: from, selectionEnd: to } = area;
  const chosen = area.value.slice(from, to);
  const [text, offset] = write(chosen);
  area.focus();
  if (!document.execCommand('insertText', false, text)) area.setRangeText(text, from, to, 'end');
  const length = Math.max(text.trim().length - 2 * offset, 0);
  if (!chosen) area.setSelectionRange(from + offset, from + offset + length);
}
