/** What is to be struck, and what stands there afterwards; `instead` is often empty. */
export interface Passage {
  text: string;
  instead: string;
  /** Also in another case, and with Markdown marks inside. */
  loose: boolean;
}

export interface Count {
  /** As it was written; spaces and line breaks are alike. */
  exact: number;
  /** In another case, or with marks inside, and as whole words. */
  loose: number;
}

/** Stands for what was struck while the text around it is tidied; no text has it. */
const GAP = '\ufdd0';
/** Stands for a line that held nothing else. */
const LINE = '\ufdd1';
const MARK = '[*_~`\\\\\\u00ad\\u200b-\\u200d\\u2060]|\\[|\\](?:\\([^)\\s]*\\))?';

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\\-/]/g, '\\$&');
const wordsOf = (text: string) => text.normalize('NFC').trim().split(/\s+/);

function exactPattern(text: string): RegExp {
  return new RegExp(wordsOf(text).map(escaped).join('\\s+'), 'gu');
}

/** Undefined when the passage is nothing but marks. */
function loosePattern(text: string): RegExp | undefined {
  const words = wordsOf(text.replace(/[*_~`\\[]|\](?:\([^)\s]*\))?/g, ''));
  const letters = words.map((word) => Array.from(word, escaped).join(`(?:${MARK})*`));
  const whole = words.join('');
  if (!whole) return undefined;
  const before = /^[\p{L}\p{N}]/u.test(whole) ? '(?<![\\p{L}\\p{N}])' : '';
  const after = /[\p{L}\p{N}]$/u.test(whole) ? '(?![\\p{L}\\p{N}])' : '';
  const body = `${before}${letters.join(`(?:[\\s>]|${MARK})+`)}${after}`;
  return new RegExp(`[*_~\`[]{0,3}${body}[*_~\`]{0,3}`, 'giu');
}

export function countPassage(text: string, passage: Pick<Passage, 'text'>): Count {
  const nfc = text.normalize('NFC');
  let exact = 0;
  const rest = nfc.replace(exactPattern(passage.text), () => (exact++, GAP));
  const loose = [...rest.matchAll(loosePattern(passage.text) ?? /$^/g)].length;
  return { exact, loose };
}

export function hasPassage(text: string, passage: Passage): boolean {
  const { exact, loose } = countPassage(text, passage);
  return exact > 0 || (passage.loose && loose > 0);
}

/** The very same text when the passage does not stand there. */
export function strikeOut(text: string, passage: Passage): string {
  if (!hasPassage(text, passage)) return text;
  const loose = passage.loose && loosePattern(passage.text);
  const gaps = text
    .normalize('NFC')
    .replace(/[\ufdd0\ufdd1]/g, '')
    .replace(exactPattern(passage.text), balanced);
  return tidied(loose ? gaps.replace(loose, balanced) : gaps, passage.instead);
}

/** A mark inside whose other half stands outside is put back, on the side where that is. */
function balanced(struck: string): string {
  let [before, after] = ['', ''];
  for (const mark of ['**', '__', '~~', '`', '*', '_']) {
    const parts = withoutLonger(struck, mark).split(mark);
    if (parts.length % 2 !== 0) continue;
    if (/\s$|^$/.test(parts.at(-2)!) && parts.at(-1)) after += mark;
    else before += mark;
  }
  const opens = (struck.match(/\[/g) ?? []).length - (struck.match(/\]/g) ?? []).length;
  if (opens > 0) after += '['.repeat(opens);
  return `${before}${GAP}${after}`;
}

function withoutLonger(text: string, mark: string): string {
  return mark.length === 1 ? text.replaceAll(mark.repeat(2), '') : text;
}

/** No doubled spaces, no space before a full stop, no marks around nothing, no list item without words. */
function tidied(text: string, instead: string): string {
  const bare = text
    .replace(/\[\ufdd0\]\([^)\s]*\)|\ufdd0\[\]\([^)\s]*\)/g, GAP)
    .replace(/(\*\*|__|~~|[*_`])\ufdd0\1/g, GAP)
    .replace(/\ufdd0(\*\*|__|~~)\1/g, GAP)
    .replace(/(\*\*|__|~~)\1\ufdd0/g, GAP)
    .replace(/[ \t\u00a0]+([*_~`]+)\ufdd0/g, `$1 ${GAP}`)
    .replace(/\ufdd0([*_~`[]+)[ \t\u00a0]+/g, `${GAP} $1`);
  if (instead) return bare.replaceAll(GAP, () => instead);
  return bare
    .replace(/^[ \t]*(?:(?:[-*+•–>#→]+|\d{1,3}[.)])[ \t]*)*\ufdd0[ \t.]*(?:\n|$)/gm, LINE)
    .replace(/\n*(?:\ufdd1\n*)+/g, breaks)
    .replace(/([.,;:!?])[ \t\u00a0]*\ufdd0[ \t\u00a0]*[.,;:!?]/g, '$1')
    .replace(/[ \t\u00a0]*\ufdd0[ \t\u00a0]*(?=[.,;:!?)\]])/g, '')
    .replace(/(^|[ \t\u00a0])\ufdd0[ \t\u00a0]+/gm, '$1')
    .replace(/[ \t\u00a0]+\ufdd0$/gm, '')
    .replaceAll(GAP, '')
    .trim();
}

/** What stood apart around a line that went stands apart still. */
function breaks(found: string): string {
  return '\n'.repeat(Math.min(2, found.replaceAll(LINE, '').length));
}

const AROUND = 50;

/** The words around the first place. */
export function excerptOf(text: string, passage: Pick<Passage, 'text'>): string {
  const nfc = text.normalize('NFC');
  const found = exactPattern(passage.text).exec(nfc) ?? loosePattern(passage.text)?.exec(nfc);
  if (!found) return '';
  const [from, to] = [Math.max(0, found.index - AROUND), found.index + found[0].length + AROUND];
  const cut = nfc.slice(from, to).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${cut}${to < nfc.length ? '…' : ''}`;
}
