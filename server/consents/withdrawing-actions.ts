import type { Trx } from '../../db/schema.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { raiseRevision, updateMeeting } from '../meetings/record-queries.ts';
import { closeMailing, endRetries, stopMails } from '../mail/stop-queries.ts';
import { rewriteMinutes } from '../minutes/rewriting-actions.ts';
import { listNamed } from '../minutes/withheld-queries.ts';
import { withoutWithheld } from '../minutes/withheld.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import { changedKinds, type Consents } from './consent.ts';
import { mentionIn } from './mention.ts';
import { listWaitingMailings, waitsForMeeting } from './mailing-queries.ts';
import { findMeetingIdOf, listUnnamed, storeConsents } from './queries.ts';
import { namesOf } from './unnamed-name.ts';

interface Whose {
  id: number;
  speaker_id: number;
}

const STOPPED = 'En medverkande vill inte att namnet visas. Skriv ett nytt utskick.';

/** Keeps what a speaker allows; what is taken back is gone from everything public when this transaction is done. */
export async function saveConsents(trx: Trx, whose: Whose, given: Consents, now: string): Promise<void> {
  const before = await storeConsents(trx, whose, given, now);
  const changed = changedKinds(before, given);
  if (!changed.length) return;
  const meeting = await getMeetingById(trx, await findMeetingIdOf(trx, whose.id));
  if (changed.includes('name') && !given.name) await withdrawName(trx, whose.id, meeting, now);
  await updateMeeting(trx, meeting.id, {}, now);
  await refreshMeetingIndex(trx, meeting.id);
}

async function withdrawName(trx: Trx, id: number, meeting: Meeting, now: string): Promise<void> {
  const [unnamed] = await listUnnamed(trx, { id });
  if (!unnamed) return;
  const names = namesOf(unnamed);
  const speakers = await listNamed(trx, meeting.id);
  const rewritten = await rewriteMinutes(trx, meeting, (content) => withoutWithheld(content, speakers), {
    now,
    userId: null,
    note: 'En medverkandes namn är borttaget, på egen begäran',
  });
  if (await waitsForMeeting(trx, meeting.id)) await raiseRevision(trx, meeting.id, now);
  for (const mailing of await listWaitingMailings(trx)) {
    const text = `${mailing.subject}\n${mailing.text}`;
    const tells = names.some((name) => mentionIn(text, name, '', ''));
    const isOfMinutes = mailing.kind === 'minutes' && mailing.meeting_id === meeting.id;
    if (!tells && !(isOfMinutes && rewritten)) continue;
    await stopMails(trx, { mailingId: mailing.id }, STOPPED);
    await endRetries(trx, mailing.id, now);
    await closeMailing(trx, mailing.id);
  }
}
