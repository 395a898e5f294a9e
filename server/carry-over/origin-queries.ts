import type { Trx } from '../../db/schema.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { followAgendaInDraft, linesOf } from './draft-queries.ts';
import { findMeetingOf } from './queries.ts';

/** The day of a meeting may change by `work`: drafts that tell what was put off until then tell the new one. */
export async function retellOrigins<T>(
  trx: Trx,
  { items }: Pick<Meeting, 'items'>,
  by: { userId: number | null; now: string },
  work: () => Promise<T>,
): Promise<T> {
  const ids = new Set<number>();
  for (const { carried_from_id } of items) {
    const id = carried_from_id === null ? undefined : await findMeetingOf(trx, carried_from_id);
    if (id !== undefined) ids.add(id);
  }
  const origins = [];
  for (const id of ids) origins.push({ id, before: await linesOf(trx, await getMeetingById(trx, id)) });
  const done = await work();
  for (const { id, before } of origins)
    await followAgendaInDraft(trx, before, await getMeetingById(trx, id), by);
  return done;
}
