import { createHash } from 'node:crypto';
import type { Finding } from '../checks/finding.ts';
import type { Errors } from '../shared/fields.ts';
import type { DocumentValues } from './document.ts';

/** What is found in a document before everybody can see it. */
export interface Review {
  /** Not yet let stand. */
  open: Finding[];
  /** Of all of it: a tick for something else is no tick for this. */
  mark: string;
  places: ReviewPlace[];
}

export interface ReviewPlace {
  finding: Finding;
  where: string;
  before: string;
  after: string;
}

const MOST_SHOWN = 60;
const AROUND = 120;
const WHERE: Readonly<Record<string, string>> = {
  title: 'Namnet',
  source: 'Vem som står bakom',
  text: 'Texten i filen',
};

export function reviewOf(
  findings: readonly Finding[],
  texts: Readonly<Record<string, string>>,
  overruled: ReadonlySet<string>,
): Review {
  const open = findings.filter(({ key }) => !overruled.has(key));
  const keys = [...new Set(open.map(({ key }) => key))].toSorted();
  const mark = createHash('sha256').update(keys.join()).digest('base64url').slice(0, 22);
  return { open, mark, places: open.slice(0, MOST_SHOWN).map((finding) => placeOf(finding, texts)) };
}

function placeOf(finding: Finding, texts: Readonly<Record<string, string>>): ReviewPlace {
  const { field, from, to } = finding;
  const text = texts[field]!;
  const [start, end] = [Math.max(0, from - AROUND), Math.min(text.length, to + AROUND)];
  const before = start ? `… ${text.slice(start, from).replace(/^\S*\s/, '')}` : text.slice(0, from);
  const after = end < text.length ? `${text.slice(to, end).replace(/\s\S*$/, '')} …` : text.slice(to);
  return { finding, where: WHERE[field]!, before, after };
}

/** Undefined when everybody may see it. */
export function reviewFault({ open, mark }: Review, { anyway, reason }: DocumentValues): Errors | undefined {
  if (!open.length) return undefined;
  if (anyway !== mark)
    return { anyway: 'Läs igenom det som inte bör bli synligt för alla, och säg om det får stå kvar.' };
  return reason ? undefined : { reason: 'Skriv varför det får stå kvar. Det kan stå kort.' };
}
