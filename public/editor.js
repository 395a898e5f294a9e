/** A short row of buttons above each text, that writes Markdown where the cursor is. */
/** What stands before and after the chosen words, and what to write when none are chosen. */
const BUTTONS = [
  ['Fetstil', '**', '**', 'fet text'],
  ['Rubrik', '\n## ', '\n', 'Rubrik'],
  ['Lista', '\n- ', '\n', 'en punkt'],
  ['Länk', '[', '](https://)', 'länkens text'],
];

for (const area of document.querySelectorAll('textarea[name$="-markdown"]')) area.before(toolbar(area));

function toolbar(area) {
  const bar = document.createElement('p');
  bar.className = 'btns toolbar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', 'Skriv i texten');
  for (const [label, ...words] of BUTTONS) bar.append(button(label, () => insert(area, ...words)));
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
function insert(area, before, after, example) {
  const { selectionStart: from, selectionEnd: to } = area;
  const chosen = area.value.slice(from, to);
  const text = before.endsWith('- ') ? chosen.replaceAll('\n', '\n- ') : chosen;
  const written = before + (text || example) + after;
  area.focus();
  if (!document.execCommand('insertText', false, written)) area.setRangeText(written, from, to, 'end');
  const start = from + before.length;
  if (!chosen) area.setSelectionRange(start, start + example.length);
}
