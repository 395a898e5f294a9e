import type { Finding, Rule } from '../checks/finding.ts';
import { longDate } from '../shared/time.ts';
import { checkedTexts } from './checked-texts.ts';
import type { Gate } from './gate.ts';
import type { MinutesContent } from './minutes.ts';

export const RULE_NAMES: Record<Rule, string> = {
  'personal-number': 'Personnummer',
  telephone: 'Telefonnummer',
  address: 'Adress',
  email: 'E-postadress',
  health: 'Hälsa och stöd',
  name: 'Namn',
  'link-text': 'Länktext',
  'dead-link': 'Länk som inte fungerar',
  'heading-order': 'Rubrik',
  'long-sentence': 'Lång mening',
  abbreviation: 'Förkortning',
  lix: 'Svår text',
};

/** A finding and its place in the list: the first one has number 0. */
export interface Numbered {
  number: number;
  finding: Finding;
}

/** A part of a text with the words that were found in it. */
export interface Place {
  /** Where it stands, for people, and in the editor. */
  title: string;
  editor: string;
  parts: { text: string; number?: number }[];
  found: Numbered[];
}

/** So that the page stays one that can be read. */
export const MOST_SHOWN = 60;
const AROUND = 400;

/** The findings where they stand, several in one paragraph together. */
export function placesOf(content: MinutesContent, open: readonly Finding[]): Place[] {
  const texts = new Map(checkedTexts(content).map(({ field, text }) => [field, text]));
  const places: (Place & { field: string; to: number })[] = [];
  for (const [number, finding] of open.slice(0, MOST_SHOWN).entries()) {
    const text = texts.get(finding.field)!;
    const last = places.at(-1);
    if (last?.field === finding.field && finding.from < last.to) {
      addTo(last, text, { number, finding });
      continue;
    }
    const [from, to] = around(text, finding);
    const { field } = finding;
    const place = {
      field,
      to,
      ...titleOf(content, field),
      parts: [{ text: text.slice(from, to) }],
      found: [],
    };
    places.push(place);
    addTo(place, text, { number, finding });
  }
  return places;
}

/** Cuts the words out of the rest of the part, and makes them a part of their own. */
function addTo(place: Place & { to: number }, text: string, { number, finding }: Numbered): void {
  place.found.push({ number, finding });
  const rest = place.parts.pop()!;
  const start = place.to - rest.text.length;
  place.parts.push(
    { text: text.slice(start, finding.from) },
    { text: finding.words, number },
    { text: text.slice(finding.to, Math.max(finding.to, place.to)) },
  );
}

/** The paragraph, or what is near the words in a long one. */
function around(text: string, { from, to }: Finding): [number, number] {
  const before = text.lastIndexOf('\n\n', from);
  const after = text.indexOf('\n\n', to);
  return [
    Math.max(before === -1 ? 0 : before + 2, from - AROUND),
    Math.min(after === -1 ? text.length : after, to + AROUND),
  ];
}

const FIELD_TITLES: Record<string, string> = {
  summary: 'Kort sagt',
  closing: 'Avslutning',
  upcomingText: 'Kommande möten',
  organisations: 'Organisationer på mötet',
};

/** "Läxhjälp, medverkande", and the place in the editor. */
export function titleOf(
  { sections, corrections }: MinutesContent,
  field: string,
): { title: string; editor: string } {
  const index = sections.findIndex(({ id }) => field.startsWith(`${id}:`));
  if (index !== -1) {
    const { id, heading } = sections[index]!;
    const part = field.endsWith(':speakers')
      ? ', medverkande'
      : field.endsWith(':heading')
        ? ', rubriken'
        : '';
    return { title: (heading || `Avsnitt ${index + 1}`) + part, editor: `#${id}` };
  }
  const note = corrections[Number(/^rattelse-(\d+)$/.exec(field)?.[1] ?? -1)];
  return {
    title: note ? `Rättelse ${longDate(note.date)}` : (FIELD_TITLES[field] ?? 'Kommande möten'),
    editor: '',
  };
}

/** Advice is listed after the findings, and numbered after them. */
export function numberedAdvice({ open, advice }: Pick<Gate, 'open' | 'advice'>): Numbered[] {
  return advice.slice(0, MOST_SHOWN).map((finding, index) => ({ number: open.length + index, finding }));
}

/** All that is left to settle, a line each, in the order of the page. */
export function tellOpen({ open, unplaced }: Pick<Gate, 'open' | 'unplaced'>): string[] {
  const found = open.map(({ rule, words }) => `${RULE_NAMES[rule]}: ”${shortened(words)}”`);
  return unplaced ? [...found, 'Säg vart texten utan plats ska.'] : found;
}

export function shortened(words: string): string {
  return words.length > 80 ? `${words.slice(0, 80)}…` : words;
}
