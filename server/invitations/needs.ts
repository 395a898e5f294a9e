/** What a room can have; each is a box to tick. */
export const ROOM_NEEDS = ['Projektor', 'Hörslinga', 'Tolk'] as const;

export interface Needs {
  ticked: string[];
  text: string;
}

/** One text of what is needed: the ticked ones first, one on each line. */
export function needsText({ ticked, text }: Needs): string {
  return [...ROOM_NEEDS.filter((need) => ticked.includes(need)), text].filter(Boolean).join('\n');
}

/** The reverse of `needsText`. */
export function readNeeds(stored: string): Needs {
  const lines = stored.split('\n');
  const end = lines.findIndex((line) => !ROOM_NEEDS.some((need) => need === line));
  const count = end < 0 ? lines.length : end;
  return { ticked: lines.slice(0, count), text: lines.slice(count).join('\n') };
}
