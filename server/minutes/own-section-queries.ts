import type { Db, Trx } from '../../db/schema.ts';

/** Those who have said yes or have said something about the draft, in the order of the agenda. */
export function listReaders(db: Db, meetingId: number) {
  return db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .select([
      'agenda_speaker.id',
      'agenda_speaker.name',
      'agenda_item.title',
      'agenda_speaker.looked_at',
      'agenda_speaker.correction',
      'agenda_speaker.corrected_at',
      'agenda_speaker.read_by',
    ])
    .where('agenda_item.meeting_id', '=', meetingId)
    .where('agenda_item.state', '!=', 'postponed')
    .where((eb) =>
      eb.or([
        eb('agenda_speaker.answer', '=', 'yes'),
        eb('agenda_speaker.looked_at', 'is not', null),
        eb('agenda_speaker.read_by', 'is not', null),
      ]),
    )
    .orderBy('agenda_item.position')
    .orderBy('agenda_speaker.position')
    .execute();
}

export async function noteReading(
  trx: Trx,
  id: number,
  said: { looked_at: string; correction?: string; corrected_at?: string },
): Promise<void> {
  await trx.updateTable('agenda_speaker').set(said).where('id', '=', id).execute();
}

export async function noteAsked(
  trx: Trx,
  id: number,
  asked: { asked_to_read_at: string; read_by: string },
): Promise<void> {
  await trx.updateTable('agenda_speaker').set(asked).where('id', '=', id).execute();
}
