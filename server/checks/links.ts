export interface Link {
  /** The whole of "[text](target)". */
  from: number;
  to: number;
  /** The text ends here. */
  textTo: number;
  text: string;
  target: string;
}

const LONGEST_TARGET = 2000;
const DEEPEST = 32;

/** Inline links; every character is looked at once. */
export function findLinks(text: string): Link[] {
  const links: Link[] = [];
  let open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '\n' && text[at + 1] === '\n') open = [];
    else if (char === '[') open.push(at);
    else if (char === ']') {
      const from = open.pop();
      const end = from === undefined || text[at + 1] !== '(' ? undefined : targetEnd(text, at + 2);
      if (from === undefined || end === undefined) continue;
      const target = text
        .slice(at + 2, end)
        .trim()
        .replace(/^<|>$/g, '');
      links.push({ from, to: end + 1, textTo: at, text: text.slice(from + 1, at), target });
      open = [];
      at = end;
    }
  }
  return links;
}

function targetEnd(text: string, from: number): number | undefined {
  let depth = 0;
  const last = Math.min(text.length, from + LONGEST_TARGET);
  for (let at = from; at < last; at++) {
    const char = text[at];
    if (char === '\n') return undefined;
    if (char === '\\') at++;
    else if (char === '(' && ++depth > DEEPEST) return undefined;
    else if (char === ')' && depth-- === 0) return at;
  }
  return undefined;
}
