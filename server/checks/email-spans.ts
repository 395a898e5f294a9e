const AT = /@|[  ]?[([](?:at|snabel-a)[)\]][  ]?/giu;
const LOCAL = /[\p{L}\p{M}\p{N}.!#$%&'+=?^_{|}~\\-]/u;
const DOMAIN = /[\p{L}\p{M}\p{N}-]{1,63}(?:\.[\p{L}\p{M}\p{N}-]{1,63}){0,8}/uy;
const TOP = /\.\p{L}[\p{L}\p{N}-]+$/u;
const LONGEST_LOCAL = 64;

export interface Span {
  from: number;
  to: number;
}

/** Where e-mail addresses stand, also those written "namn (at) example.se". */
export function findEmailSpans(text: string): Span[] {
  const found: Span[] = [];
  for (const match of text.matchAll(AT)) {
    const from = localStart(text, match.index);
    DOMAIN.lastIndex = match.index + match[0].length;
    const domain = DOMAIN.exec(text)?.[0].replace(/-+$/, '') ?? '';
    if (from < match.index && TOP.test(domain))
      found.push({ from, to: match.index + match[0].length + domain.length });
  }
  return found;
}

function localStart(text: string, end: number): number {
  let from = end;
  while (from > 0 && end - from < LONGEST_LOCAL && LOCAL.test(text[from - 1]!)) from--;
  while (from < end && /[.'!?|\\]/.test(text[from]!)) from++;
  return from;
}
