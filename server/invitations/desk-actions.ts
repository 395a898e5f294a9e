import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { carryItem } from '../carry-over/queries.ts';
import { transaction, type Context } from '../context.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeeting, getMeetingById } from '../meetings/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { refreshMeetingIndex, refreshOrganisationIndex } from '../search/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { Refused } from '../shared/failures.ts';
import { dateIn } from '../shared/time.ts';
import { setSpeakerAddress } from '../speakers/address-queries.ts';
import { saveOrganisation } from '../speakers/queries.ts';
import { updateSpeaker } from '../speakers/register-queries.ts';
import { lookedAt, printedBefore } from './appearance.ts';
import { endEntriesOf } from './entry-actions.ts';
import { isOpen } from './invite.ts';
import { getInvitee, itemOf, stopWaiting, type Desk } from './invite-actions.ts';
import { updateAppearance, type Invitee } from './queries.ts';

interface Work {
  trx: Trx;
  meeting: Meeting;
  person: Invitee;
  now: string;
}

/** One audited change of one person on the agenda; `false` from the work: it was done already. */
function change(
  context: Context,
  { slug, userId }: Desk,
  id: number,
  action: string,
  work: (at: Work) => Promise<unknown>,
): Promise<void> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    const person = await getInvitee(trx, meeting, id);
    const now = context.now();
    if ((await work({ trx, meeting, person, now })) === false) return;
    const object = `meeting ${meeting.id}`;
    await recordAudit(trx, { at: now, userId, action, object, detail: `agenda speaker ${id}` });
  });
}

const NOT_INVITED = { invited_at: null, invited_revision: null, nudged_at: null };

/** `email` is a checked address, or null for none. It belongs to the register. */
export function saveAddress(context: Context, desk: Desk, id: number, email: string | null): Promise<void> {
  return change(context, desk, id, 'speaker address saved', async ({ trx, person }) => {
    if (person.email === email) return false;
    await setSpeakerAddress(trx, person.speaker_id, email);
  });
}

/** The old link opens nothing any more, and the new one has been sent to nobody. */
export function renewLink(context: Context, desk: Desk, id: number): Promise<void> {
  return change(context, desk, id, 'speaker link renewed', async ({ trx, meeting, person }) => {
    await stopWaiting(trx, meeting.id, person.speaker_id);
    await updateAppearance(trx, id, { ...NOT_INVITED, link_generation: person.link_generation + 1 });
  });
}

/** How the person changed the own print: it stays, stays and goes into the register too, or is taken back. */
export type Verdict = 'keep' | 'register' | 'restore';

export function judgePrint(context: Context, desk: Desk, id: number, verdict: Verdict): Promise<void> {
  return change(context, desk, id, `speaker print ${verdict}`, async ({ trx, meeting, person, now }) => {
    const before = printedBefore(person);
    if (!before) return false;
    const print = verdict === 'restore' ? before : person;
    const { name, role, organisation } = print;
    await updateAppearance(trx, id, {
      name,
      role,
      organisation,
      printed_before: lookedAt(person, name),
    });
    if (verdict === 'register') await intoRegister(trx, person, now);
    if (verdict !== 'restore') return;
    await updateMeeting(trx, meeting.id, {}, now);
    await refreshMeetingIndex(trx, meeting.id);
  });
}

async function intoRegister(trx: Trx, person: Invitee, now: string): Promise<void> {
  const { name, role, organisation } = person;
  const organisation_id = organisation ? await saveOrganisation(trx, organisation, now) : null;
  await updateSpeaker(trx, person.speaker_id, { name, role, organisation_id });
  await refreshOrganisationIndex(trx);
}

/** The item goes to the meeting that this person wishes for; who had said yes to this one hears that it is off. */
export async function moveToWished(
  context: Context,
  desk: Desk,
  id: number,
): Promise<{ slug: string; itemId: number }> {
  const today = dateIn((await getSettings(context.db)).zone, context.now());
  let from = 0;
  let target: { slug: string; itemId: number } | undefined;
  await change(context, desk, id, 'agenda item moved', async ({ trx, meeting, person, now }) => {
    if (person.wished_meeting_id === null) throw new Refused('Personen önskar inget annat datum längre.');
    const item = itemOf(meeting, person);
    from = item.id;
    if (item.state !== 'planned') throw new Refused('Punkten är redan flyttad eller klar.');
    const to = await getMeetingById(trx, person.wished_meeting_id);
    if (!isOpen(to, today)) throw new Refused('Det mötet är inställt eller har redan varit. Välj ett annat.');
    target = { slug: to.slug, itemId: await carryItem(trx, { id: item.id }, to.id, now) };
    await updateMeeting(trx, meeting.id, {}, now);
    await refreshMeetingIndex(trx, meeting.id);
  });
  await endEntriesOf(context, from);
  return target!;
}
