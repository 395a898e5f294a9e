import type { Trx } from '../../db/schema.ts';
import type { SpeakerAnswer } from '../../db/tables/meetings.ts';
import { recordAudit } from '../audit/queries.ts';
import { parkOrigin } from '../carry-over/item-actions.ts';
import { transaction, type Context } from '../context.ts';
import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { nameKey } from '../shared/slug.ts';
import { listSpeakers } from '../speakers/queries.ts';
import { movedOrder } from './agenda.ts';
import * as queries from './queries.ts';

/** The agenda that is changed, and by whom. */
export interface Agenda {
  slug: string;
  userId: number;
}

/** One change in one transaction; the meeting's text is newer afterwards. `false` from the work: nothing was changed. */
function change(
  context: Context,
  { slug, userId }: Agenda,
  action: string,
  work: (trx: Trx, meeting: Meeting, now: string) => Promise<unknown>,
): Promise<void> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    const now = context.now();
    if ((await work(trx, meeting, now)) === false) return;
    await updateMeeting(trx, meeting.id, {}, now);
    await refreshMeetingIndex(trx, meeting.id);
    await recordAudit(trx, { at: now, userId, action, object: `meeting ${meeting.id}` });
  });
}

export function findItem(meeting: Meeting, itemId: number): AgendaItem | undefined {
  return meeting.items.find(({ id }) => id === itemId);
}

export function itemOf(meeting: Meeting, itemId: number): AgendaItem {
  const item = findItem(meeting, itemId);
  if (!item) throw new NotFound('Punkten finns inte längre på dagordningen.');
  return item;
}

/** A title that is there already is not added again. Comes before a closing "Övriga frågor", if there is one. */
export function addItems(context: Context, agenda: Agenda, items: queries.NewItem[]): Promise<void> {
  return change(context, agenda, 'agenda items added', async (trx, meeting, now) => {
    const known = new Set(meeting.items.map(({ title }) => nameKey(title)));
    const fresh = items.filter(({ title }) => !known.has(nameKey(title)));
    if (!fresh.length) return false;
    await queries.insertItemsBeforeClosing(trx, meeting.id, fresh, now);
  });
}

export function editItem(
  context: Context,
  agenda: Agenda,
  itemId: number,
  item: Parameters<typeof queries.updateItem>[2],
): Promise<void> {
  return change(context, agenda, 'agenda item edited', async (trx, meeting) => {
    itemOf(meeting, itemId);
    await queries.updateItem(trx, itemId, item);
  });
}

/** Done already when the item is gone. `parked`: it was carried here, and waits for another meeting now. */
export async function removeItem(
  context: Context,
  agenda: Agenda,
  itemId: number,
): Promise<{ parked: boolean }> {
  let parked = false;
  await change(context, agenda, 'agenda item removed', async (trx, meeting) => {
    const item = findItem(meeting, itemId);
    if (!item) return false;
    parked = await parkOrigin(trx, context, { meeting, item, user: { id: agenda.userId } });
    await queries.deleteItem(trx, itemId);
  });
  return { parked };
}

export function moveItem(context: Context, agenda: Agenda, itemId: number, step: -1 | 1): Promise<void> {
  return change(context, agenda, 'agenda reordered', async (trx, meeting) => {
    itemOf(meeting, itemId);
    const ids = meeting.items.map(({ id }) => id);
    const order = movedOrder(ids, itemId, step);
    if (order === ids) return false;
    await queries.orderItems(trx, order);
  });
}

/** A name alone takes role and organisation from the register, when only one person there has it; an address goes there. */
export function addSpeaker(
  context: Context,
  agenda: Agenda,
  itemId: number,
  { speaker, email }: { speaker: queries.NewSpeaker; email?: string | undefined },
): Promise<void> {
  return change(context, agenda, 'speaker added', async (trx, meeting, now) => {
    const { speakers } = itemOf(meeting, itemId);
    if (speakers.some(({ name }) => nameKey(name) === nameKey(speaker.name))) return false;
    await queries.insertItemSpeaker(trx, itemId, await completed(trx, speaker), now, email);
  });
}

async function completed(trx: Trx, speaker: queries.NewSpeaker): Promise<queries.NewSpeaker> {
  if (speaker.role || speaker.organisation) return speaker;
  const known = (await listSpeakers(trx)).filter(({ name }) => nameKey(name) === nameKey(speaker.name));
  const [only] = known;
  return known.length === 1 && only
    ? { ...speaker, role: only.role, organisation: only.organisation }
    : speaker;
}

export function answerFor(
  context: Context,
  agenda: Agenda,
  which: { itemId: number; id: number },
  answer: SpeakerAnswer,
): Promise<void> {
  return change(context, agenda, `speaker answered ${answer}`, async (trx, meeting) => {
    const speaker = itemOf(meeting, which.itemId).speakers.find(({ id }) => id === which.id);
    if (!speaker) throw new NotFound('Personen finns inte längre på den punkten.');
    if (speaker.answer === answer) return false;
    await queries.setAnswer(trx, speaker.id, answer);
  });
}

export function removeSpeaker(
  context: Context,
  agenda: Agenda,
  which: { itemId: number; id: number },
): Promise<void> {
  return change(context, agenda, 'speaker removed', async (trx, meeting) => {
    const speaker = findItem(meeting, which.itemId)?.speakers.find(({ id }) => id === which.id);
    if (!speaker) return false;
    await queries.deleteItemSpeaker(trx, speaker.id);
  });
}
