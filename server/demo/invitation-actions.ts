import type { Trx } from '../../db/schema.ts';
import { listInvitees, updateAppearance } from '../invitations/queries.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { later } from '../shared/time.ts';
import { REPLIES } from './content/invitations.ts';
import { giveAddress } from './queries.ts';

/** `meetingAt` finds the coming meetings by their order. */
export async function fillReplies(
  trx: Trx,
  meetingAt: (step: number) => { id: number; date: string },
  now: string,
): Promise<void> {
  for (const { speaker, meeting, email, invitedDaysAgo, answer, wished, before, ...said } of REPLIES) {
    const { id, date } = meetingAt(meeting);
    if (email) await giveAddress(trx, speaker.name, email);
    const person = (await listInvitees(trx, id)).find(({ name }) => name === speaker.name)!;
    const { revision } = await getMeetingById(trx, id);
    const answered_at = answer ? later(now, { days: 1 - invitedDaysAgo }) : null;
    await updateAppearance(trx, person.id, {
      ...said,
      ...(answer && { answer }),
      answered_at,
      answered_for: answer ? date : null,
      invited_at: later(now, { days: -invitedDaysAgo }),
      invited_revision: revision,
      wished_meeting_id: wished ? meetingAt(wished).id : null,
      printed_before: before ? JSON.stringify(before) : null,
    });
  }
}
