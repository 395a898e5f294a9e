import type { Trx } from '../../db/schema.ts';

export async function withdrawMinutes(trx: Trx, meetingId: number, reason: string): Promise<void> {
  await trx
    .updateTable('minutes')
    .set({ public_revision_id: null, published_at: null, unpublished_reason: reason })
    .where('meeting_id', '=', meetingId)
    .execute();
}

/** Neither the address nor the calendar entry changes by it, so nothing else is touched. */
export async function markHeld(trx: Trx, meetingId: number): Promise<void> {
  await trx
    .updateTable('meeting')
    .set({ state: 'held' })
    .where('id', '=', meetingId)
    .where('state', '=', 'confirmed')
    .execute();
}
