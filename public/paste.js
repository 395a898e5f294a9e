import { put } from './put.js';

/** Text from Word and Google Docs keeps its headings, lists, links and tables when it is pasted. */
const ADDRESS = '/admin/inklistrat';
const PATIENCE_MS = 15_000;
const NO_ANSWER =
  'Servern svarar inte, så det kom med som ren text. Rubriker och listor får du märka ut själv.';
const WRITTEN = 'Du skrev medan rubrikerna hämtades, så det kom med som ren text.';
const PICTURE = 'Bilden följde inte med. Minnesanteckningar har bara text. Beskriv det viktiga i ord.';

for (const area of document.querySelectorAll('textarea[data-paste], textarea[name$="-markdown"]'))
  area.addEventListener('paste', (event) => void paste(area, event));

async function paste(area, event) {
  const html = event.clipboardData?.getData('text/html');
  const plain = event.clipboardData?.getData('text/plain').replaceAll('\r\n', '\n') ?? '';
  const { files = [] } = event.clipboardData ?? {};
  if (!plain.trim() && (files.length || /<img\b/i.test(html ?? ''))) return tell(area, PICTURE);
  if (!html || !plain.trim() || !/<(?:h\d|p|ul|ol|li|table|b|strong|i|em|a|span|img)\b/i.test(html)) return;
  event.preventDefault();
  // The words are there at once; their form follows, when nothing was written meanwhile.
  const from = area.selectionStart;
  put(area, plain);
  const [to, value] = [area.selectionEnd, area.value];
  tell(area, 'Hämtar rubriker och listor …');
  const { markdown, words } = await ask(html);
  if (markdown === undefined) return tell(area, words);
  if (area.value !== value) return tell(area, WRITTEN);
  const focused = document.activeElement;
  area.setSelectionRange(from, to);
  put(area, markdown);
  if (focused !== area) focused?.focus();
  tell(area, words);
}

async function ask(html) {
  try {
    const answer = await fetch(ADDRESS, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ html }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const said = await answer.json();
    return answer.ok ? { markdown: said.markdown, words: said.told } : { words: said.fault ?? NO_ANSWER };
  } catch {
    return { words: NO_ANSWER };
  }
}

function tell(area, words) {
  const id = `${area.id}-pasted`;
  const line = document.getElementById(id) ?? document.createElement('p');
  line.id = id;
  line.className = 'hint';
  line.setAttribute('role', 'status');
  line.textContent = words;
  area.after(line);
}
