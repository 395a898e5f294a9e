import type { Trx } from '../../db/schema.ts';
import { addUser } from '../auth/actions.ts';
import { transaction, type Context } from '../context.ts';
import { listMeetings } from '../meetings/queries.ts';
import { listProposalIds, refreshProposalIndex } from '../search/proposal-queries.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import { saveSettings } from '../settings/queries.ts';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { dateIn, later } from '../shared/time.ts';
import { insertSubscriber } from '../subscribers/queries.ts';
import { SPEAKER_ADDRESSES } from './content/people.ts';
import { fillAnswers } from './answer-actions.ts';
import { fillCarryOver } from './carry-over-actions.ts';
import { fillConsents } from './consent-actions.ts';
import { PROPOSALS } from './content/proposals.ts';
import { DEMO_SETTINGS } from './content/settings.ts';
import { fillDocuments } from './document-actions.ts';
import { fillFollowUps } from './follow-up-actions.ts';
import { fillIdeas } from './idea-actions.ts';
import { fillReplies } from './invitation-actions.ts';
import { fillMaterial } from './material-actions.ts';
import { fillMailing } from './mailing-actions.ts';
import { fillMeeting, type Teller } from './meeting-actions.ts';
import { planFor, type Plan } from './plan.ts';
import { fillProposal } from './proposal-actions.ts';
import { giveAddress } from './queries.ts';
import { subscriberRows } from './subscriber.ts';

const SECRETARY = {
  email: 'sekreterare@example.org',
  name: 'Sanna Sekreterare',
  password: 'kaffe och kanelbullar',
};

/** Fills an empty database with invented meetings around today. Returns how to sign in. */
export async function fillDemo(context: Context): Promise<{ email: string; password: string }> {
  const user = await addUser(context, SECRETARY);
  if ('errors' in user) throw new Error('the demo needs an empty database');
  const now = context.now();
  const plan = planFor(dateIn(DEFAULT_SETTINGS.zone, now));
  const ids = await transaction(context, (trx) => fillRecord(trx, plan, { userId: user.id, now }));
  await fillMailings(context, ids.slice(plan.held - 2, plan.held + 1), user.id);
  return { email: SECRETARY.email, password: SECRETARY.password };
}

/** The ids of the meetings, in the plan's order. */
async function fillRecord(trx: Trx, plan: Plan, teller: Teller): Promise<number[]> {
  const { now } = teller;
  await saveSettings(trx, DEMO_SETTINGS, later(now, { days: -400 }));
  const ids: number[] = [];
  for (const meeting of plan.meetings) ids.push(await fillMeeting(trx, meeting, teller));
  const meetingAt = (step: number) => {
    const index = plan.held + (step < 0 ? step : step - 1);
    return { id: ids[index]!, date: plan.meetings[index]!.dates[0]! };
  };
  for (const [{ name }, address] of SPEAKER_ADDRESSES) await giveAddress(trx, name, address);
  for (const proposal of PROPOSALS) await fillProposal(trx, proposal, meetingAt, now);
  await fillIdeas(trx, now);
  await fillCarryOver(trx, meetingAt, now);
  await fillFollowUps(trx, meetingAt, now);
  await fillReplies(trx, meetingAt, now);
  await fillConsents(trx, meetingAt, now);
  await fillMaterial(trx, [meetingAt(-2), meetingAt(1)], now);
  await fillDocuments(trx, now);
  const subscriberIds: number[] = [];
  for (const subscriber of subscriberRows(now)) subscriberIds.push(await insertSubscriber(trx, subscriber));
  await fillAnswers(trx, meetingAt(1), subscriberIds, now);
  for (const id of ids) await refreshMeetingIndex(trx, id);
  for (const id of await listProposalIds(trx)) await refreshProposalIndex(trx, id);
  return ids;
}

/** The latest published minutes, and the invitation to the next meeting. */
async function fillMailings(context: Context, ids: number[], userId: number): Promise<void> {
  const [published, , next] = await listMeetings(context.db, { ids });
  const minutesAt = later(published!.minutes_published_at!, { hours: 1 });
  await fillMailing(context, { kind: 'minutes', slug: published!.slug, at: minutesAt, userId });
  await fillMailing(context, { kind: 'announcement', slug: next!.slug, at: next!.announced_at!, userId });
}
