import { comparison, type ComparedPart } from './comparison.ts';
import { fieldTexts } from './field-texts.ts';
import { SECTION_KINDS } from './form.ts';
import type { MinutesContent, SectionKind } from './minutes.ts';

export interface ComparedField {
  /** "Läxhjälp: Text" */
  label: string;
  parts: ComparedPart[];
}

const LABELS: Record<string, string> = {
  summary: 'Kort sagt',
  upcomingText: 'Text före listan med kommande möten',
  closing: 'Avslutning',
  unplaced: 'Oplacerat',
  room: 'I lokalen',
  digital: 'Digitalt',
  organisations: 'Organisationer',
  heading: 'Rubrik',
  level: 'Rubriknivå',
  kind: 'Sort',
  speakers: 'Medverkande',
  markdown: 'Text',
};

/** Every text that is not the same in both, word by word, in the order of the newer one. */
export function comparedRevisions(older: MinutesContent, newer: MinutesContent): ComparedField[] {
  const [before, after] = [fieldTexts(older), fieldTexts(newer)];
  const headings = new Map([...older.sections, ...newer.sections].map(({ id, heading }) => [id, heading]));
  const names = [...new Set([...after.keys(), ...before.keys()])];
  const fields = names
    .filter((name) => (before.get(name) ?? '') !== (after.get(name) ?? ''))
    .map((name) => ({
      label: labelOf(name, headings),
      parts: comparison(said(name, before.get(name)), said(name, after.get(name))).map(shortened),
    }));
  const order = orderOf(older, newer);
  return order ? [...fields, order] : fields;
}

const [LONGEST_SAME, KEPT] = [500, 200];

/** Of a long stretch that is the same in both, only what stands beside the changes. */
function shortened(part: ComparedPart): ComparedPart {
  const { kind, text } = part;
  if (kind !== 'same' || text.length <= LONGEST_SAME) return part;
  const [start, end] = [text.slice(0, KEPT).replace(/\S*$/, ''), text.slice(-KEPT).replace(/^\S*/, '')];
  return { kind, text: `${start}\n[…]\n${end}` };
}

function labelOf(name: string, headings: ReadonlyMap<string, string>): string {
  const [id, part] = name.split(':') as [string, string?];
  return part ? `${headings.get(id) || 'Utan rubrik'}: ${LABELS[part]}` : LABELS[id]!;
}

function said(name: string, text = ''): string {
  if (name.endsWith(':kind')) return SECTION_KINDS[text as SectionKind] ?? '';
  if (name.endsWith(':level')) return { 1: 'Huvudrubrik', 2: 'Underrubrik' }[text] ?? '';
  return text;
}

/** Only when sections that both have changed places. */
function orderOf(older: MinutesContent, newer: MinutesContent): ComparedField | undefined {
  const ids = ({ sections }: MinutesContent, other: MinutesContent) =>
    sections.filter(({ id }) => other.sections.some((section) => section.id === id)).map(({ id }) => id);
  if (ids(older, newer).join() === ids(newer, older).join()) return undefined;
  const list = ({ sections }: MinutesContent) =>
    sections.map(({ heading }) => heading || 'Utan rubrik').join('\n');
  return { label: 'Avsnittens ordning', parts: comparison(list(older), list(newer)) };
}
