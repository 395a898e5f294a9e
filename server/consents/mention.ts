/** A text in which a name that must not be shown still stands. */
export interface Mention {
  /** Which text: "minutes", "description", "item:7", "theme:3" or "answer:12". */
  place: string;
  /** Where that is, for a person. */
  label: string;
  /** The words around it. */
  excerpt: string;
  times: number;
}

const AROUND = 60;

/** Undefined when the name does not stand there. */
export function mentionIn(text: string, name: string, place: string, label: string): Mention | undefined {
  const found = [...text.matchAll(patternOf(name))];
  const [first] = found;
  if (!first) return undefined;
  const from = Math.max(0, first.index - AROUND);
  const to = first.index + first[0].length + AROUND;
  const cut = text.slice(from, to).replace(/\s+/g, ' ').trim();
  const excerpt = `${from > 0 ? '…' : ''}${cut}${to < text.length ? '…' : ''}`;
  return { place, label, excerpt, times: found.length };
}

/** "Ebba Prováns bok" -> "en medverkandes bok"; the beginning of a sentence keeps its capital, and marks stay in pairs. */
export function withoutName(text: string, name: string, instead: string): string {
  return text.replace(patternOf(name), (found: string, genitive: string | undefined, at: number) => {
    const before = text.slice(Math.max(0, at - 5), at).replace(/[*_~`]/g, '');
    const starts = /[.!?:\n]\s*$|^[->#\s]*$/.test(before);
    const words = starts ? instead.charAt(0).toLocaleUpperCase('sv') + instead.slice(1) : instead;
    return `${genitive && !/[sxz]$/i.test(words) ? `${words}s` : words}${oddMarks(found)}`;
  });
}

/** "**Anna** Berg" -> "**", which began before the name. */
function oddMarks(found: string): string {
  const open: string[] = [];
  for (const [mark] of found.matchAll(/\*+|_+|~+|`+/g))
    if (open.at(-1) === mark) open.pop();
    else open.push(mark);
  return open.join('');
}

const MARKS = '[*_~`]*';

/**
 * The whole name, however it is spaced and marked, in small letters and in capitals, with a genitive s; never a part of another
 * word or of a double name. A name of one word may be a common word, and is found only as it is written and in capitals.
 */
function patternOf(name: string): RegExp {
  const all = name.trim().split(/\s+/);
  const words = all.map((word) =>
    all.length > 1 ? inAnyCase(word) : `(?:${literal(word)}|${literal(upper(word))})`,
  );
  const [before, after] = ['(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}]-)', '(?![\\p{L}\\p{N}]|-\\p{Lu})'];
  return new RegExp(`${before}${words.join(`${MARKS}\\s+${MARKS}`)}${MARKS}([sS])?${after}`, 'gu');
}

function inAnyCase(word: string): string {
  return literal(word).replace(
    /\p{L}/gu,
    (letter) => `(?:${letter.toLocaleLowerCase('sv')}|${upper(letter)})`,
  );
}

const upper = (text: string) => text.toLocaleUpperCase('sv');
const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
