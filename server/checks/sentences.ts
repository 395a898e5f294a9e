export interface Sentence {
  from: number;
  to: number;
}

const END = /[.!?…]{1,4}["”»')\]*_]{0,4}(?=\s)|\n/g;
const BLOCK_START = /^[ \t]*(?:[-*+>|#]|\d{1,3}[.)]\s|$)/;
const SHORT_FORM =
  /(?:^|[\s(])(?:\p{L}|[a-zåäö]\.[a-zåäö]|kl|ca|nr|st|tel|resp|inkl|dvs|osv|etc|obs|forts)$/iu;
const WRAPPED = 60;
const NEXT = /\s*(\S)?/uy;

/** Sentences, list items, headings and short lines. */
export function splitSentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  const close = (to: number): void => {
    if (text.slice(from, to).trim()) found.push(trimmed(text, from, to));
    from = to;
  };
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (match[0] === '\n' ? endsLine(text, match.index) : endsSentence(text, match.index, end)) close(end);
  }
  close(text.length);
  return found;
}

function trimmed(text: string, from: number, to: number): Sentence {
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { from, to };
}

/** A line break inside a wrapped paragraph ends nothing. */
function endsLine(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const next = text.slice(at + 1, at + 12);
  return (
    at - start < WRAPPED ||
    BLOCK_START.test(next.split('\n')[0]!) ||
    /^[ \t]*#/.test(text.slice(start, start + 4))
  );
}

function endsSentence(text: string, at: number, end: number): boolean {
  if (text[at] === '.' && SHORT_FORM.test(text.slice(Math.max(0, at - 8), at))) return false;
  NEXT.lastIndex = end;
  const next = NEXT.exec(text)?.[1];
  return next === undefined || !/\p{Ll}/u.test(next);
}

/** The last one that begins before that place; -1 when there is none. */
export function lastBefore(spans: readonly { from: number }[], place: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.from < place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
