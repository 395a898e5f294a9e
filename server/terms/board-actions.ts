import type { Trx } from '../../db/schema.ts';
import { retellOrigins } from '../carry-over/origin-queries.ts';
import { transaction, type Context } from '../context.ts';
import { closing, themesOf, type Actor, type Changed } from '../meetings/actions.ts';
import { addDate, chooseDate } from '../meetings/life-actions.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { getSettings } from '../settings/queries.ts';
import { Refused } from '../shared/failures.ts';
import { dateIn, longDate } from '../shared/time.ts';
import { forgetLoneParts, planThemes, setPart, unplanProposals } from '../themes/planning-queries.ts';
import { changedMeetings, clashesOf, type BoardForm, type Clash } from './board-form.ts';
import { listTermMeetings } from './board-queries.ts';
import { isOpen, missingParts } from './board.ts';

export type Saved = { clashes: Clash[] } | { clashes?: never; decided: Changed | undefined };

/** All that the board's form says, or, when somebody else has set a theme meanwhile, nothing of it. */
export function saveBoard(context: Context, term: string, form: BoardForm, user: Actor): Promise<Saved> {
  return transaction(context, async (trx): Promise<Saved> => {
    const now = context.now();
    const today = dateIn((await getSettings(trx)).zone, now);
    const meetings = (await listTermMeetings(trx, term)).filter((meeting) => isOpen(meeting, today));
    const clashes = clashesOf(form, meetings);
    if (clashes.length) return { clashes };
    const changed = changedMeetings(form, meetings);
    const touched = new Set(changed.map(({ id }) => id));
    const { added, alone } = await giveThemes(trx, changed, form, now);
    for (const id of alone) touched.add(id);
    for (const id of await numberParts(trx, term, added, today)) touched.add(id);
    for (const id of touched) await updateMeeting(trx, id, {}, now);
    for (const meeting of meetings)
      if (touched.has(meeting.id))
        await closing(trx, context, { meeting, user, action: 'meeting edited', tell: false });
    await addDates(trx, context, meetings, form, user);
    return { decided: await decide(trx, context, meetings, form, user) };
  });
}

async function giveThemes(
  trx: Trx,
  meetings: readonly Meeting[],
  form: BoardForm,
  now: string,
): Promise<{ added: Set<number>; alone: number[] }> {
  const added = new Set<number>();
  const gone: { id: number; removed: number[] }[] = [];
  for (const { id } of meetings) {
    const change = await planThemes(trx, { id, coming: true }, themesOf(form.wanted[id]!), now);
    for (const themeId of change.added) added.add(themeId);
    gone.push({ id, removed: change.removed });
  }
  for (const { id, removed } of gone) await unplanProposals(trx, id, removed, now);
  const lost = new Set(gone.flatMap(({ removed }) => removed));
  return { added, alone: await forgetLoneParts(trx, [...lost]) };
}

async function numberParts(
  trx: Trx,
  term: string,
  themeIds: ReadonlySet<number>,
  today: string,
): Promise<number[]> {
  const parts = missingParts(await listTermMeetings(trx, term), themeIds, today);
  for (const { meetingId, themeId, part } of parts) await setPart(trx, meetingId, themeId, part);
  return parts.map(({ meetingId }) => meetingId);
}

async function addDates(
  trx: Trx,
  context: Context,
  meetings: readonly Meeting[],
  form: BoardForm,
  user: Actor,
): Promise<void> {
  for (const meeting of meetings) {
    const date = form.values[meeting.id]?.other;
    const done = date ? await addDate({ trx, meeting, now: context.now() }, date) : undefined;
    if (done) await closing(trx, context, { meeting, user, action: 'date added', ...done });
  }
}

/** What somebody else has decided meanwhile. */
export function decidedText({ date }: Pick<Meeting, 'date'>): string {
  return `Någon annan har bestämt datumet: mötet är ${longDate(date)}.`;
}

async function decide(
  trx: Trx,
  context: Context,
  meetings: readonly Meeting[],
  { decide: dateId }: BoardForm,
  user: Actor,
): Promise<Changed | undefined> {
  if (dateId === undefined) return undefined;
  const there = meetings.find(({ dates }) => dates.some(({ id }) => id === dateId));
  if (!there) throw new Refused('Mötet kan inte ändras längre. Ladda om sidan.');
  const meeting = await getMeetingById(trx, there.id);
  if (meeting.dates.some(({ id, state }) => id === dateId && state !== 'open'))
    throw new Refused(`${decidedText(meeting)} Ladda om sidan.`);
  const now = context.now();
  const done = await retellOrigins(trx, meeting, { userId: user.id, now }, () =>
    chooseDate({ trx, meeting, now }, dateId),
  );
  return (
    done &&
    closing(trx, context, {
      meeting: { ...meeting, date: done.detail },
      user,
      action: 'date decided',
      ...done,
    })
  );
}
