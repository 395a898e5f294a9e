import type { Trx } from '../../db/schema.ts';
import { bringToNextAgenda } from '../follow-ups/agenda-actions.ts';
import { keepLines } from '../follow-ups/published-actions.ts';
import { listFollowUps } from '../follow-ups/queries.ts';
import {
  insertEvent,
  insertFollowUp,
  setOrganisations,
  updateFollowUp,
} from '../follow-ups/record-queries.ts';
import { listMeetings } from '../meetings/queries.ts';
import { findPublicMinutes } from '../minutes/queries.ts';
import { listProposals } from '../proposals/queries.ts';
import { later } from '../shared/time.ts';
import { saveOrganisation } from '../speakers/queries.ts';
import { PROJECT, TOLD, type ToldFollowUp } from './content/follow-ups.ts';

interface Told {
  id: number;
  date: string;
}
type MeetingAt = (step: number) => Told;

/** The lines of the published minutes with what came of them, and a proposal that grew into a project. */
export async function fillFollowUps(trx: Trx, meetingAt: MeetingAt, now: string): Promise<void> {
  for (const meeting of await listMeetings(trx, { withMinutes: true })) {
    const minutes = await findPublicMinutes(trx, meeting.id);
    if (minutes) await keepLines(trx, meeting, minutes.content, now);
  }
  const known = await listFollowUps(trx);
  for (const { what, told } of TOLD)
    for (const { id } of known.filter((one) => one.what === what)) await tell(trx, id, told, meetingAt, now);
  await fillProject(trx, meetingAt, now);
  await bringToNextAgenda(trx, now);
}

async function fillProject(trx: Trx, meetingAt: MeetingAt, now: string): Promise<void> {
  const proposals = await listProposals(trx, { publicOnly: true });
  const proposal = proposals.find(({ title }) => title === PROJECT.proposal);
  if (!proposal) return;
  for (const { what, who, when, organisations, told } of PROJECT.activities) {
    const at = { shown_at: now, created_at: now };
    const id = await insertFollowUp(trx, { what, who, when_text: when, proposal_id: proposal.id, ...at });
    const ids: number[] = [];
    for (const name of organisations) ids.push(await saveOrganisation(trx, name, now));
    await setOrganisations(trx, id, ids);
    await tell(trx, id, told, meetingAt, now);
  }
}

async function tell(
  trx: Trx,
  id: number,
  told: ToldFollowUp['told'],
  meetingAt: MeetingAt,
  now: string,
): Promise<void> {
  for (const { state, answer, meeting, days = 0 } of told) {
    const at = meeting ? `${meetingAt(meeting).date}T13:00:00.000Z` : later(now, { days: -days });
    const where = { meeting_id: meeting ? meetingAt(meeting).id : null, by_link: meeting ? 0 : 1 } as const;
    await insertEvent(trx, { follow_up_id: id, at, state, answer, ...where });
    if (!meeting) await updateFollowUp(trx, id, { answered_at: at });
  }
}
