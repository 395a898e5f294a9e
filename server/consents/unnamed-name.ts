import { namesBefore } from '../invitations/appearance.ts';

export interface Unnamed {
  id: number;
  speaker_id: number;
  /** Null when the person is on its agenda no longer. */
  meeting_id: number | null;
  name: string;
  role: string | null;
  organisation: string | null;
  printed_before: string | null;
  /** In the register. */
  registered: string;
}

/** Each way that the person's name may have been written, the longest first. */
export function namesOf({
  name,
  registered,
  printed_before,
}: Pick<Unnamed, 'name' | 'registered' | 'printed_before'>): string[] {
  return [...new Set([name, registered, ...namesBefore({ printed_before })])]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
}

/** What may stand where the name stood, the least telling first. */
export function insteadOf(all: readonly Pick<Unnamed, 'role' | 'organisation'>[]): string[] {
  const words = all.flatMap(({ role, organisation }) => [
    role,
    organisation && `någon från ${organisation}`,
    organisation,
  ]);
  return [
    ...new Set(['en medverkande', ...words.filter((word) => word !== null && word !== '')]),
  ] as string[];
}

const SHORTEST_PART = 3;

/** The first and the last name alone, as people are called further down in a text. */
export function partsOf(name: string): string[] {
  const words = name.split(/\s+/);
  const parts = words.length > 1 ? [words[0]!, words.at(-1)!] : [];
  return parts.filter(({ length }) => length >= SHORTEST_PART);
}
