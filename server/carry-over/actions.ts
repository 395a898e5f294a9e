import { transaction, type Context } from '../context.ts';
import type { Actor } from '../meetings/actions.ts';
import { getMeeting, getMeetingById } from '../meetings/queries.ts';
import { setHeld } from '../meetings/record-queries.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { hasErrors, type Errors } from '../shared/fields.ts';
import { dateIn } from '../shared/time.ts';
import { getClosing } from './closing-actions.ts';
import { closingErrors, decisionOf, targetOf, type ClosingForm, type Decision } from './closing.ts';
import { placeItem, setItemState } from './copy-queries.ts';
import { changeItems, settle, undoLetGo } from './item-actions.ts';
import { discussProposals, followItem, placesOf } from './proposal-queries.ts';
import { findCarried, findMeetingOf } from './queries.ts';
import { takeBackCopy } from './take-back-queries.ts';
import type { Meeting } from '../meetings/meeting.ts';

const IN_USE = 'Punkten har börjat planeras på sitt nya möte. Ta bort den från den dagordningen först.';

/** Another end for one item, after the meeting was closed. */
export function changeEnd(
  context: Context,
  slug: string,
  itemId: number,
  form: ClosingForm,
  user: Actor,
): Promise<Errors> {
  return transaction(context, async (trx): Promise<Errors> => {
    const { meeting, targets, cancelled } = await getClosing({ db: trx, now: context.now }, slug);
    const item = meeting.items.find(({ id }) => id === itemId);
    if (!item) throw new NotFound('Punkten finns inte längre på dagordningen.');
    const errors = closingErrors({ items: [item], targets, cancelled }, form);
    if (hasErrors(errors)) return errors;
    const decision = form.decisions.get(itemId)!;
    const before = decisionOf(item, await findCarried(trx, [itemId]), targets);
    if (sameDecision(before, decision, targets)) return {};
    const work = { trx, context, meeting, user, action: 'agenda item carried' };
    const changed = await changeItems(work, async (now) => {
      const target = targetOf(decision, targets);
      const places = await placesOf(trx, itemId, meeting.id);
      const back = target ? { taken: true, changed: [] } : await takeBackCopy(trx, itemId);
      if (!back.taken) return undefined;
      const touched = await settle(trx, { meeting, item, targets }, decision, now);
      if (decision.choice === 'done') await discussProposals(trx, meeting.id, [item], now);
      else await followItem(trx, item, places, target?.id, now);
      return [...back.changed, ...touched];
    });
    return changed ? {} : { [`item-${itemId}`]: IN_USE };
  });
}

function sameDecision(one: Decision, other: Decision, targets: readonly Meeting[]): boolean {
  const place = (decision: Decision) => targetOf(decision, targets)?.id ?? decision.choice;
  return place(one) === place(other) && one.reason === other.reason;
}

/** An item of the backlog goes on the agenda of a coming meeting; its origin then points there. */
export function placeParked(context: Context, itemId: number, slug: string, user: Actor): Promise<void> {
  return transaction(context, async (trx) => {
    const meetingId = await findMeetingOf(trx, itemId);
    const meeting = meetingId === undefined ? undefined : await getMeetingById(trx, meetingId);
    const item = meeting?.items.find(({ id }) => id === itemId);
    if (!meeting || !item) throw new NotFound('Punkten finns inte längre.');
    const target = await getMeeting(trx, slug);
    const carried = (await findCarried(trx, [itemId])).get(itemId);
    if (carried?.to?.meetingId === target.id) return;
    if (item.outcome !== 'backlog')
      throw new Refused('Punkten väntar inte längre. Någon annan har redan tagit hand om den.');
    const today = dateIn((await getSettings(trx)).zone, context.now());
    if (target.state === 'cancelled' || target.state === 'held' || target.date < today)
      throw new Refused('Mötet är inställt eller har redan varit. Välj ett annat.');
    await changeItems({ trx, context, meeting, user, action: 'agenda item carried' }, async (now) => {
      const { changed } = await placeItem(trx, item, target.id, now);
      await followItem(trx, item, [meeting.id], target.id, now);
      return changed;
    });
  });
}

/** Takes "hållet" and the decisions back; false when an item that is being worked with elsewhere stays there. */
export function reopenMeeting(context: Context, slug: string, user: Actor): Promise<{ whole: boolean }> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    if (meeting.state !== 'held') return { whole: true };
    let whole = true;
    await changeItems({ trx, context, meeting, user, action: 'meeting not held' }, async (now) => {
      const changed: number[] = [];
      for (const item of meeting.items) {
        if (item.state === 'planned' || (item.state === 'postponed' && !item.outcome)) continue;
        const places = await placesOf(trx, item.id, meeting.id);
        const back = await takeBackCopy(trx, item.id);
        changed.push(...back.changed);
        if (!back.taken) whole = false;
        else {
          await undoLetGo(trx, meeting, item);
          await setItemState(trx, item.id, 'planned');
          await followItem(trx, item, places, meeting.id, now);
        }
      }
      await setHeld(trx, meeting.id, false, now);
      return changed;
    });
    return { whole };
  });
}
