import type { Trx } from '../../db/schema.ts';
import { stopMails } from '../mail/stop-queries.ts';
import { emailKey } from '../shared/email-address.ts';

/**
 * The address of a person in the register; others of the same name keep theirs. Links that were mailed to another address open
 * nothing any more, those that wait never leave (but that somebody is not coming does), and at coming meetings the person can be invited anew.
 */
export async function setSpeakerAddress(trx: Trx, id: number, email: string | null): Promise<void> {
  const { email: before } = await trx
    .selectFrom('speaker')
    .select('email')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await trx.updateTable('speaker').set({ email }).where('id', '=', id).execute();
  if (before === null || (email !== null && emailKey(email) === emailKey(before))) return;
  await trx
    .updateTable('agenda_speaker')
    .set((eb) => ({ link_generation: eb('link_generation', '+', 1) }))
    .where('speaker_id', '=', id)
    .execute();
  await trx
    .updateTable('agenda_speaker')
    .set({ invited_at: null, invited_revision: null, nudged_at: null })
    .where('speaker_id', '=', id)
    .where('agenda_item_id', 'in', (eb) =>
      eb
        .selectFrom('agenda_item')
        .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
        .select('agenda_item.id')
        .where('meeting.state', '!=', 'held'),
    )
    .execute();
  await stopLinks(trx, id);
}

async function stopLinks(trx: Trx, speakerId: number): Promise<void> {
  const waiting = await trx
    .selectFrom('outbox')
    .select('id')
    .where('speaker_id', '=', speakerId)
    .where('kind', 'in', ['speaker', 'speaker-entry'])
    .where('state', 'in', ['queued', 'unknown'])
    .where((eb) => eb.or([eb('method', 'is', null), eb('method', '!=', 'CANCEL')]))
    .execute();
  const ids = waiting.map((mail) => mail.id);
  if (ids.length) await stopMails(trx, { ids }, 'Personen har fått en annan adress.');
}
