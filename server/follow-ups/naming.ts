import { nameKey } from '../shared/slug.ts';
import { namesIn } from './line.ts';

export interface Register {
  people: readonly { id: number; name: string; organisation_id: number | null }[];
  organisations: readonly { id: number; name_key: string }[];
}

export interface Named {
  speaker_id: number | null;
  organisation_id: number | null;
  /** All organisations that the words name. */
  organisations: number[];
}

/** Whom the words name: a person only when one in the register has that name, or one of a named organisation. */
export function findNamed(who: string, { people, organisations }: Register): Named {
  const keys = namesIn(who).map(nameKey);
  const named = keys.flatMap((key) => organisations.filter(({ name_key }) => name_key === key));
  const ids = named.map(({ id }) => id);
  const persons = keys.flatMap((key) =>
    onlyOf(
      people.filter(({ name }) => nameKey(name) === key),
      ids,
    ),
  );
  return { speaker_id: persons[0]?.id ?? null, organisation_id: ids[0] ?? null, organisations: ids };
}

function onlyOf<P extends { organisation_id: number | null }>(
  people: readonly P[],
  ids: readonly number[],
): P[] {
  if (people.length < 2) return [...people];
  const ofNamed = people.filter(
    ({ organisation_id }) => organisation_id !== null && ids.includes(organisation_id),
  );
  return ofNamed.length === 1 ? ofNamed : [];
}
