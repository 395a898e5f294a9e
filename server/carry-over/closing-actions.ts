import type { Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import type { Actor } from '../meetings/actions.ts';
import { assertCanBeHeld, type AgendaItem, type Meeting } from '../meetings/meeting.ts';
import { getMeeting, listMeetings } from '../meetings/queries.ts';
import { setHeld } from '../meetings/record-queries.ts';
import { spellOutSections } from '../minutes/quick-marks.ts';
import { rewriteMinutes } from '../minutes/rewriting-actions.ts';
import { getSettings } from '../settings/queries.ts';
import { hasErrors, type Errors } from '../shared/fields.ts';
import { dateIn } from '../shared/time.ts';
import { unplanProposals } from '../themes/planning-queries.ts';
import { closingErrors, collisionsOf, targetOf, targetsOf, type ClosingForm } from './closing.ts';
import { setItemState } from './copy-queries.ts';
import { changeItems, settle } from './item-actions.ts';
import { isStanding, openItems } from './open-items.ts';
import { followItem, listAskedProposals, settleProposals, type AskedProposal } from './proposal-queries.ts';
import { findCarried } from './queries.ts';

export interface Closing {
  meeting: Meeting;
  /** What is asked about. */
  items: AgendaItem[];
  targets: Meeting[];
  cancelled: boolean;
  /** Planned by theme; asked about in the same form. */
  proposals: AskedProposal[];
}

/** The meeting with what must be decided about before it is over. */
export async function getClosing(context: Pick<Context, 'db' | 'now'>, slug: string): Promise<Closing> {
  const meeting = await getMeeting(context.db, slug);
  const { zone, agendaSkeleton } = await getSettings(context.db);
  const today = dateIn(zone, context.now());
  const cancelled = meeting.state === 'cancelled';
  if (!cancelled) assertCanBeHeld(meeting, today);
  const items = openItems(meeting.items, agendaSkeleton);
  const targets = targetsOf(await listMeetings(context.db, { from: today }), meeting);
  const proposals = cancelled ? [] : await listAskedProposals(context.db, meeting);
  return { meeting, items, targets, cancelled, proposals };
}

export type Closed = { closed: true } | { closed: false; errors: Errors; collisions: AgendaItem[] };

/** All that was decided, the meeting is held and its notes are a draft: in one transaction, or nothing. */
export function closeMeeting(
  context: Context,
  slug: string,
  form: ClosingForm,
  user: Actor,
): Promise<Closed> {
  return transaction(context, async (trx): Promise<Closed> => {
    const closing = await getClosing({ db: trx, now: context.now }, slug);
    const { meeting, items, targets } = closing;
    const errors = closingErrors(closing, form);
    const carried = await findCarried(trx, idsOf(meeting));
    const others = meeting.items.filter(({ state }) => state !== 'planned');
    const collisions = collisionsOf(others, form, carried, targets);
    if (hasErrors(errors) || collisions.length) return { closed: false, errors, collisions };
    await changeItems({ trx, context, meeting, user, action: 'meeting closed' }, async (now) => {
      const changed: number[] = [];
      for (const item of items) {
        const decision = form.decisions.get(item.id)!;
        changed.push(...(await settle(trx, { meeting, item, targets }, decision, now)));
        if (decision.choice !== 'done')
          await followItem(trx, item, [meeting.id], targetOf(decision, targets)?.id, now);
      }
      if (closing.cancelled) return changed;
      const done = items.filter(({ id }) => form.decisions.get(id)!.choice === 'done');
      await settleProposals(trx, meeting, done, form.proposals, now);
      await finish(trx, meeting, now);
      const themeIds = meeting.themes.map(({ id }) => id);
      await unplanProposals(trx, meeting.id, themeIds, now);
      return changed;
    });
    if (!closing.cancelled) {
      const by = { userId: user.id, now: context.now(), note: 'Anteckningarnas tecken i ord' };
      await rewriteMinutes(trx, meeting, spellOutSections, by);
    }
    return { closed: true };
  });
}

/** The standing items need no answer. */
async function finish(trx: Trx, meeting: Meeting, now: string): Promise<void> {
  const { agendaSkeleton } = await getSettings(trx);
  for (const item of meeting.items)
    if (item.state === 'planned' && isStanding(item, agendaSkeleton))
      await setItemState(trx, item.id, 'done');
  if (meeting.state !== 'held') await setHeld(trx, meeting.id, true, now);
}

function idsOf({ items }: Meeting): number[] {
  return items.map(({ id }) => id);
}
