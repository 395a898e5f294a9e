import type { Trx } from '../../db/schema.ts';

/** The slides are for the talk, whenever it is held. */
export async function giveDocuments(trx: Trx, from: number, to: number): Promise<void> {
  await trx
    .updateTable('document')
    .set({ agenda_speaker_id: to })
    .where('agenda_speaker_id', '=', from)
    .execute();
}

export async function moveDocuments(trx: Trx, itemId: number, meetingId: number): Promise<void> {
  await trx
    .updateTable('document')
    .set({ meeting_id: meetingId })
    .where('agenda_speaker_id', 'in', (eb) =>
      eb.selectFrom('agenda_speaker').select('id').where('agenda_item_id', '=', itemId),
    )
    .execute();
}

/** A follow-up comes to the next agenda by itself, and stands there once. */
export async function adoptFollowUp(trx: Trx, originId: number, meetingId: number): Promise<boolean> {
  const waiting = await trx
    .selectFrom('agenda_item as there')
    .innerJoin('agenda_item as origin', 'origin.follow_up_id', 'there.follow_up_id')
    .select('there.id')
    .where('origin.id', '=', originId)
    .where('there.meeting_id', '=', meetingId)
    .where('there.carried_from_id', 'is', null)
    .executeTakeFirst();
  if (!waiting) return false;
  await trx
    .updateTable('agenda_item')
    .set({ carried_from_id: originId })
    .where('id', '=', waiting.id)
    .execute();
  return true;
}
