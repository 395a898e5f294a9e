import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { withinLimits } from '../limits/actions.ts';
import { enqueue } from '../mail/outbox.ts';
import { singleMail } from '../mail/single.ts';
import { isDaytime } from '../reminders/reminder.ts';
import { getSettings } from '../settings/queries.ts';
import { emailKey } from '../shared/email-address.ts';
import { Refused } from '../shared/failures.ts';
import { addDays, dateIn, hourIn } from '../shared/time.ts';
import { bringToNextAgenda, retitle } from './agenda-actions.ts';
import { followUpToken } from './follow-up-link.ts';
import { isOpen, type FollowUp } from './follow-up.ts';
import { askingLetter } from './letter.ts';
import { findNextMeetings, getFollowUp, listFollowUps, mapResponsible } from './queries.ts';
import { listParkedIds, markAsked } from './record-queries.ts';

const HOURS_IN_QUEUE = 7 * 24;

interface Question {
  name: string;
  email: string;
  followUps: FollowUp[];
}
interface Next {
  id: number;
  date: string;
}

/**
 * Open follow-ups come on the next agenda, and some days before that meeting each responsible one is asked about all of
 * them in one mail, by day. Safe to do at any time: nobody is asked twice before the same meeting. Returns how many were asked.
 */
export async function askFollowUps(context: Context): Promise<number> {
  const now = context.now();
  await transaction(context, (trx) => bringToNextAgenda(trx, now));
  const { zone, schedule } = await getSettings(context.db);
  const today = dateIn(zone, now);
  const { next, previous } = await findNextMeetings(context.db, today);
  const days = schedule.followUpDays;
  const first = next && addDays(next.date, -days);
  if (!next || !first || !days || first > today || !isDaytime(hourIn(zone, now))) return 0;
  const parked = await listParkedIds(context.db);
  const open = (await listFollowUps(context.db, { shown: true })).filter(
    (one) => !parked.has(one.id) && mayBeAsked(one, next),
  );
  const answered = ({ answered_at }: FollowUp) =>
    Boolean(answered_at && previous && dateIn(zone, answered_at) > previous.date);
  const wasAsked = ({ asked_meeting_id }: FollowUp) => asked_meeting_id === next.id;
  let asked = 0;
  for (const { followUps, ...who } of await questionsAbout(context, open)) {
    // Asked in these days about something else: then the new one waits for the button.
    if (followUps.some((one) => wasAsked(one) && dateIn(zone, one.asked_at ?? now) >= first)) continue;
    const waiting = followUps.filter((one) => !answered(one) && !wasAsked(one));
    if (waiting.length && (await ask(context, { ...who, followUps: waiting }, next))) asked++;
  }
  return asked;
}

function mayBeAsked(followUp: FollowUp, next: Next): boolean {
  const { state, due_on, meeting_date } = followUp;
  const rests = state === 'postponed' && due_on !== null && due_on > next.date;
  return isOpen(followUp) && !rests && !(meeting_date && meeting_date >= next.date);
}

/** By address, so that whoever answers for several gets one mail. */
async function questionsAbout({ db }: Context, followUps: FollowUp[]): Promise<Question[]> {
  if (!followUps.length) return [];
  const responsible = await mapResponsible(
    db,
    followUps.map(({ id }) => id),
  );
  const questions = new Map<string, Question>();
  for (const followUp of followUps) {
    const { name, email } = responsible.get(followUp.id) ?? {};
    if (!name || !email) continue;
    const question = questions.get(emailKey(email)) ?? { name, email, followUps: [] };
    question.followUps.push(followUp);
    questions.set(emailKey(email), question);
  }
  return [...questions.values()];
}

/** The mail and the mark that it was asked stand or fall together. */
async function ask(
  context: Context,
  question: Question,
  next: Next | undefined,
  again = false,
): Promise<boolean> {
  const at = context.now();
  const mail = await mailFor(context, question, next?.date, at);
  const ids = question.followUps.map(({ id }) => id);
  return transaction(context, async (trx) => {
    const fresh = await listFollowUps(trx, { ids });
    if (fresh.length < ids.length || !fresh.every((one) => one.shown_at && isOpen(one))) return false;
    if (!again && fresh.some((one) => one.asked_meeting_id === next?.id)) return false;
    await markAsked(trx, ids, { meetingId: next?.id ?? null, at });
    await enqueue(trx, mail);
    for (const one of fresh) await retitle(trx, one, await getFollowUp(trx, one.id), at);
    return true;
  });
}

async function mailFor(context: Context, question: Question, nextDate: string | undefined, now: string) {
  const settings = await getSettings(context.db);
  const items = question.followUps.map((followUp) => ({
    followUp,
    url: `${context.config.baseUrl}/uppfoljning/${followUpToken(context, followUp)}`,
  }));
  const { name, email } = question;
  return singleMail(
    { config: context.config, settings, now },
    {
      kind: 'follow-up',
      to: { name, address: email },
      letter: askingLetter({ name, groupName: settings.groupName, nextDate, items }),
      hours: HOURS_IN_QUEUE,
    },
  );
}

/** The secretary asks at once, however lately it was asked. */
export async function askNow(context: Context, id: number, userId: number): Promise<void> {
  const followUp = await getFollowUp(context.db, id);
  if (!followUp.shown_at)
    throw new Refused('Uppföljningen visas inte. Publicera minnesanteckningarna först.');
  if (!isOpen(followUp)) throw new Refused('Uppföljningen är avslutad. Det finns inget att fråga om.');
  const [question] = await questionsAbout(context, [followUp]);
  if (!question)
    throw new Refused('Det finns ingen e-postadress. Välj vem som svarar och skriv adressen först.');
  const limit = { what: 'follow-up asked', who: String(id), most: 3, minutes: 60 };
  if (!(await withinLimits(context, [limit])))
    throw new Refused('Du har frågat flera gånger nyss. Vänta en timme innan du frågar igen.');
  const at = context.now();
  const { next } = await findNextMeetings(context.db, dateIn((await getSettings(context.db)).zone, at));
  await ask(context, question, next, true);
  await transaction(context, (trx) =>
    recordAudit(trx, { at, userId, action: 'follow-up asked', object: `follow-up ${id}` }),
  );
}
