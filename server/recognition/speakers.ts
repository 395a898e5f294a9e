import type { People } from './people.ts';
import { readPeople } from './people.ts';
import type { Speaker } from './recognised.ts';
import { afterDoing, afterTelling, announcedAt } from './telling.ts';

type Place = 'opening' | 'further';

export function speakersIn(paragraphs: string[], heading = ''): Speaker[] {
  const found = new Map<string, Speaker>();
  paragraphs.forEach((paragraph, n) => {
    for (const speaker of speakersOf(paragraph, n === 0 ? 'opening' : 'further', heading)) {
      const known = found.get(speaker.name);
      if (!known) found.set(speaker.name, { ...speaker });
      else complete(known, speaker);
    }
  });
  return [...found.values()];
}

function complete(known: Speaker, again: Speaker): void {
  known.role ??= again.role;
  known.organisation ??= again.organisation;
}

function speakersOf(paragraph: string, place: Place, heading: string): Speaker[] {
  return sentences(paragraph).flatMap((sentence, n) => tellersOf(sentence, place, n === 0 ? heading : null));
}

function tellersOf(sentence: string, place: Place, heading: string | null): Speaker[] {
  const announced = announcedAt(sentence);
  const found: Speaker[] = [];
  let from = 0;
  for (const start of nameStarts(sentence)) {
    const people = start < from ? null : readPeople(sentence, start);
    if (!people) continue;
    from = people.end;
    const mayTell = place === 'opening' || start === 0;
    const tells = people.complete || afterTelling(sentence, people.end) !== null;
    const does = place === 'opening' && start === 0 && isDoing(sentence, people, heading);
    if ((tells && mayTell && !isReported(sentence, start)) || does || announced.includes(start))
      found.push(...people.speakers);
  }
  return found;
}

function isReported(sentence: string, start: number): boolean {
  return / (?:att|när|om|som) $/.test(sentence.slice(Math.max(0, start - 6), start));
}

// An organisation under its own heading also does things; what only acts is a person where the heading is another.
function isDoing(sentence: string, { speakers, end }: People, heading: string | null): boolean {
  if (heading === null || speakers.some(({ name }) => heading.includes(name))) return false;
  return afterDoing(sentence, end) !== null;
}

export function sentences(text: string): string[] {
  return text.split(/(?<=[.!?…])\s+(?=[\p{Lu}\d"”–-])/u);
}

function nameStarts(sentence: string): number[] {
  return [...sentence.matchAll(/(?<![\p{L}\d'’-])\p{Lu}/gu)].map((match) => match.index);
}

/** "Bänkar (Rut Alm, arkitekt)": a person's name is enough in a heading. */
export function speakersInHeading(heading: string): { heading: string; speakers: Speaker[] } {
  const [, bare = '', inside = ''] = /^(.*\S) \(([^()]{5,150})\)$/u.exec(heading) ?? [];
  const people = inside ? readPeople(inside, 0) : null;
  return people?.end === inside.length && inside
    ? { heading: bare, speakers: people.speakers }
    : { heading, speakers: [] };
}

export function speakersInParentheses(inside: string): Speaker[] | null {
  const people = readPeople(inside, 0);
  if (!people || people.end !== inside.length) return null;
  return people.speakers.every(({ role, organisation }) => role ?? organisation) ? people.speakers : null;
}
