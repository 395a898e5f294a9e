import type { Meeting } from '../meetings/meeting.ts';

/** What a source says of a meeting; null or '' is what it does not say. */
export interface Wanted {
  start_time: string | null;
  end_time: string | null;
  place: string;
  online: string;
  description: string;
}

const LABELS: Record<keyof Wanted, string> = {
  start_time: 'Starttid',
  end_time: 'Sluttid',
  place: 'Plats',
  online: 'Digitalt',
  description: 'Om mötet',
};

/** No person has changed it since an import did. */
export function isUntouched(meeting: Pick<Meeting, 'imported_at' | 'changed_at'>): boolean {
  return meeting.imported_at === meeting.changed_at;
}

/** Fills what is empty or only usual; what a person may have written stays, and the difference is told. */
export function completion(
  meeting: Meeting,
  wanted: Wanted,
): { changes: Partial<Wanted>; differences: string[] } {
  const changes: Partial<Record<keyof Wanted, string>> = {};
  const differences: string[] = [];
  for (const field of Object.keys(LABELS) as (keyof Wanted)[]) {
    const [value, current] = [wanted[field], meeting[field]];
    if (!value || current?.includes(value)) continue;
    if (!current || (meeting.usual && field !== 'description')) changes[field] = value;
    else if (field === 'description' && isUntouched(meeting)) changes[field] = `${value}\n\n${current}`;
    else differences.push(`${LABELS[field]} är "${current}" och blev inte "${value}".`);
  }
  return { changes, differences };
}
