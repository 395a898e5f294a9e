import { addDays, termName, termOf } from '../shared/time.ts';

/** "2028-vt" when it is written so; undefined when it is no term that can be planned. */
export function readTerm(text: string): string | undefined {
  return /^(199\d|20\d\d)-(vt|ht)$/.test(text) ? text : undefined;
}

/** First and last day. */
export function boundsOf(term: string): { from: string; to: string } {
  const year = term.slice(0, 4);
  return term.endsWith('vt')
    ? { from: `${year}-01-01`, to: `${year}-06-30` }
    : { from: `${year}-07-01`, to: `${year}-12-31` };
}

export function nextTerm(term: string): string {
  return termOf(addDays(boundsOf(term).to, 1));
}

export function previousTerm(term: string): string {
  return termOf(addDays(boundsOf(term).from, -1));
}

/** "Våren 2028" */
export function termTitle(term: string): string {
  return capital(termName(term));
}

/** "Tredje måndagen är 21 februari. 21 februari är sportlov." */
export function sentences(parts: readonly string[]): string {
  return parts.map((part) => `${capital(part)}.`).join(' ');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Why no meeting can be made in the term; undefined when one can. */
export function termFault(term: string, today: string): string | undefined {
  const { from, to } = boundsOf(term);
  if (to < today) return `${termTitle(term)} har redan varit.`;
  return from > addDays(today, 5 * 366)
    ? `Stämmer året? ${termTitle(term)} ligger för långt bort.`
    : undefined;
}
