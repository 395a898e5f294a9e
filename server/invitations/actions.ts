import type { Db, Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import { withinLimits } from '../limits/actions.ts';
import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { addDays, dateIn } from '../shared/time.ts';
import { closedBecause, printChange, wishable } from './appearance.ts';
import { planFarewell, planWelcome, storePlan, type EntryPlan } from './entry-actions.ts';
import { formErrors, needsOf, printOf, type AnswerForm } from './form.ts';
import { readInvitationToken } from './invitation-link.ts';
import {
  findAppearance,
  findInvitee,
  findMeetingIdOfItem,
  forgetBefore,
  updateAppearance,
  type Appearance,
} from './queries.ts';

export interface Invited {
  appearance: Appearance;
  item: AgendaItem;
  meeting: Meeting;
}

const GONE =
  'Länken gäller inte längre. Du kanske har fått en nyare, eller så står du inte längre på dagordningen. Hör av dig till gruppens kontaktperson om du undrar.';
/** How long a message to the secretary is kept after the meeting. */
const MESSAGE_DAYS = 30;

/** Who answers for which item of which meeting, when the person is still on the agenda and the link is the latest. */
export async function getInvited(context: Context, token: string, db: Db = context.db): Promise<Invited> {
  const read = readInvitationToken(context, token);
  const appearance = read && (await findAppearance(db, read.id));
  if (!appearance || appearance.link_generation !== read.generation) throw new NotFound(GONE);
  const meetingId = await findMeetingIdOfItem(db, appearance.agenda_item_id);
  const [meeting] = meetingId === undefined ? [] : await listMeetings(db, { ids: [meetingId] });
  const item = meeting?.items.find(({ id }) => id === appearance.agenda_item_id);
  if (!meeting || !item) throw new NotFound(GONE);
  return { appearance, item, meeting };
}

/** A person may have a long form to get right, and a whole workplace one address. */
export function mayAnswer(context: Context, { appearance }: Invited, network: string): Promise<boolean> {
  return withinLimits(context, [
    { what: 'speaker answer', who: String(appearance.id), most: 20, minutes: 60 },
    { what: 'speaker answers of network', who: network, most: 300, minutes: 60 },
  ]);
}

/** The dates that this person may wish for instead. */
export async function listWishable(db: Db, meeting: Meeting, today: string): Promise<Meeting[]> {
  return wishable(await listMeetings(db, { from: today, limit: 20 }), meeting, today);
}

/** What others save in the same transaction, such as consents. */
export type AlsoSave = (trx: Trx, appearance: Appearance, now: string) => Promise<void>;

/**
 * Keeps the answer, once however often it is sent, and mails the person's own calendar entry. False, and nothing is changed,
 * when the meeting has closed or moved since the form was shown. The form must be checked.
 */
export async function saveAnswer(
  context: Context,
  token: string,
  form: AnswerForm,
  also: AlsoSave = async () => {},
): Promise<boolean> {
  for (let tries = 0; tries < 3; tries++) {
    const seen = await getInvited(context, token);
    const plan = await planFor(context, seen, form);
    const result = await transaction(context, async (trx) => {
      const now = await getInvited(context, token, trx);
      if (!isSame(seen, now)) return 'again';
      return (await store(trx, context, { ...now, form, plan, also })) ? 'saved' : 'closed';
    });
    if (result !== 'again') return result === 'saved';
  }
  return false;
}

function isSame(one: Invited, other: Invited): boolean {
  return JSON.stringify([one.appearance, one.meeting]) === JSON.stringify([other.appearance, other.meeting]);
}

async function planFor(
  context: Context,
  { appearance, meeting }: Invited,
  form: AnswerForm,
): Promise<EntryPlan> {
  const invitee = (await findInvitee(context.db, appearance.id))!;
  const named = { ...invitee, ...printOf(form) };
  if (form.choice !== 'yes') return planFarewell(context, named, meeting);
  const answered = appearance.answer === 'yes' && appearance.answered_for === meeting.date;
  return planWelcome(context, named, meeting, { answered });
}

interface Answering extends Invited {
  form: AnswerForm;
  plan: EntryPlan;
  also: AlsoSave;
}

async function store(trx: Trx, context: Context, answering: Answering): Promise<boolean> {
  const { appearance, item, meeting, form, plan, also } = answering;
  const now = context.now();
  const today = dateIn((await getSettings(trx)).zone, now);
  if (closedBecause(meeting, item, today) || form.date !== meeting.date) return false;
  const dates = await listWishable(trx, meeting, today);
  if (Object.keys(formErrors(form, dates)).length) return false;
  const wished = form.choice === 'other' ? dates.find(({ slug }) => slug === form.wished) : undefined;
  const answer = form.choice === 'yes' ? ('yes' as const) : ('no' as const);
  const print = printChange(appearance, printOf(form));
  await updateAppearance(trx, appearance.id, {
    answer,
    answered_at: now,
    answered_for: meeting.date,
    wished_meeting_id: wished?.id ?? null,
    needs: needsOf(form),
    message: form.message,
    ...print,
  });
  await also(trx, appearance, now);
  await storePlan(trx, plan, meeting.id, now);
  if (print || answer !== appearance.answer) {
    await updateMeeting(trx, meeting.id, {}, now);
    await refreshMeetingIndex(trx, meeting.id);
  }
  return true;
}

/** From the day after: what was needed is deleted, and a month later the message too. Returns how many. */
export async function forgetSpeakerNeeds(context: Context): Promise<number> {
  const today = dateIn((await getSettings(context.db)).zone, context.now());
  return transaction(context, (trx) => forgetBefore(trx, today, addDays(today, -MESSAGE_DAYS)));
}
