import { sql } from 'kysely';
import type { Trx } from '../../db/schema.ts';
import { deleteItem } from '../agenda/queries.ts';
import { findCopy } from './copy-queries.ts';
import { giveDocuments, moveDocuments } from './material-queries.ts';

/** Takes the copy away again, if nobody has worked with it; false when it stays. `changed` are the meetings to touch. */
export async function takeBackCopy(
  trx: Trx,
  originId: number,
): Promise<{ taken: boolean; changed: number[] }> {
  const copy = await findCopy(trx, originId);
  if (!copy) return { taken: true, changed: [] };
  if (copy.meeting_state === 'held' || !(await isUntouched(trx, originId, copy.id)))
    return { taken: false, changed: [] };
  const pairs = await trx
    .selectFrom('agenda_speaker as of_copy')
    .innerJoin('agenda_speaker as of_origin', 'of_origin.speaker_id', 'of_copy.speaker_id')
    .select(['of_copy.id as from', 'of_origin.id as to', 'of_origin.agenda_item_id'])
    .where('of_copy.agenda_item_id', '=', copy.id)
    .where('of_origin.agenda_item_id', '=', originId)
    .execute();
  const { meeting_id } = await trx
    .selectFrom('agenda_item')
    .select('meeting_id')
    .where('id', '=', originId)
    .executeTakeFirstOrThrow();
  for (const { from, to } of pairs) await giveDocuments(trx, from, to);
  await moveDocuments(trx, originId, meeting_id);
  if (copy.follow_up_id === null) await deleteItem(trx, copy.id);
  else
    await trx.updateTable('agenda_item').set({ carried_from_id: null }).where('id', '=', copy.id).execute();
  return { taken: true, changed: [copy.meeting_id] };
}

/** The copy is still what the origin was, and no speaker of it has heard anything. */
async function isUntouched(trx: Trx, originId: number, copyId: number): Promise<boolean> {
  const { rows } = await sql<{ touched: number }>`
    select copy.state != 'planned' or copy.title != origin.title or copy.kind != origin.kind
      or copy.planned_minutes is not origin.planned_minutes
      or exists (select 1 from agenda_speaker where agenda_item_id = copy.id
        and (answer != 'waiting' or invited_at is not null or answered_at is not null))
      or (select json_group_array(printed) from (
        select json_array(speaker_id, name, role, organisation) as printed from agenda_speaker where agenda_item_id = copy.id order by position, id))
      is not (select json_group_array(printed) from (
        select json_array(speaker_id, name, role, organisation) as printed from agenda_speaker where agenda_item_id = origin.id order by position, id))
      as touched
    from agenda_item as copy, agenda_item as origin where copy.id = ${copyId} and origin.id = ${originId}`.execute(
    trx,
  );
  return rows[0]?.touched === 0;
}
