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

/** "Ebba Prováns bok" -> "en medverkandes bok"; the beginning of a sentence keeps its capital. */
export function withoutName(text: string, name: string, instead: string): string {
  return text.replace(patternOf(name), (_found, genitive: string | undefined, at: number) => {
    const starts = at === 0 || /[.!?:\n]\s*$|^[-*>#\s]+$/.test(text.slice(Math.max(0, at - 3), at));
    const words = starts ? instead.charAt(0).toLocaleUpperCase('sv') + instead.slice(1) : instead;
    return genitive && !/[sxz]$/i.test(words) ? `${words}s` : words;
  });
}

/** The whole name, however it is spaced, with a genitive s; never a part of another word or of a double name. */
function patternOf(name: string): RegExp {
  const words = name
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const [before, after] = ['(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}]-)', '(?![\\p{L}\\p{N}]|-\\p{Lu})'];
  return new RegExp(`${before}${words.join('\\s+')}(s)?${after}`, 'gu');
}
