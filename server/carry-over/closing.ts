import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { lineField, rawField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { mediumDate } from '../shared/time.ts';
import type { CarriedItems } from './carried.ts';

export type Choice = 'done' | 'next' | 'meeting' | 'backlog' | 'dropped';

/** What the form says about one item. */
export interface Decision {
  choice: Choice | '';
  /** The id of a meeting, as sent. */
  meeting: string;
  reason: string;
}

export interface ClosingForm {
  /** Which meeting "nästa" was when the page was opened. */
  next: string;
  /** Item id -> what was chosen. */
  decisions: Map<number, Decision>;
  /** Proposal id -> what was answered. */
  proposals: Map<number, ProposalEnd>;
}

export const PROPOSAL_ENDS = { discussed: 'Diskuterat, fortsätter', done: 'Klart', left: 'Togs inte upp' };
export type ProposalEnd = keyof typeof PROPOSAL_ENDS;

const CHOICES: readonly string[] = ['done', 'next', 'meeting', 'backlog', 'dropped'] satisfies Choice[];
const REASON_LIMIT = 200;
/** More than any agenda has. */
const MOST_ITEMS = 1000;

export function readClosingForm(body: Body): ClosingForm {
  const everything = rawField(body, 'all') === 'done';
  const decisions = idsIn(body, /^item-(\d{1,12})$/).map((id): [number, Decision] => {
    const decision = readDecision(body, id);
    return [Number(id), everything ? { ...decision, choice: 'done' } : decision];
  });
  return { next: lineField(body, 'next'), decisions: new Map(decisions), proposals: readProposals(body) };
}

function idsIn(body: Body, pattern: RegExp): string[] {
  const ids = Object.keys(body ?? {}).flatMap((name) => pattern.exec(name)?.[1] ?? []);
  return ids.slice(0, MOST_ITEMS);
}

function readProposals(body: Body): Map<number, ProposalEnd> {
  const answers = idsIn(body, /^proposal-(\d{1,12})$/).map((id): [number, string] => [
    Number(id),
    rawField(body, `proposal-${id}`),
  ]);
  const known = answers.filter(([, answer]) => Object.hasOwn(PROPOSAL_ENDS, answer));
  return new Map(known as [number, ProposalEnd][]);
}

function readDecision(body: Body, id: string): Decision {
  const choice = rawField(body, `item-${id}`);
  return {
    choice: CHOICES.includes(choice) ? (choice as Choice) : '',
    meeting: lineField(body, `meeting-${id}`),
    reason: lineField(body, `reason-${id}`),
  };
}

/** Coming meetings that an item can go to, the next one first. */
export function targetsOf(coming: readonly Meeting[], meeting: Pick<Meeting, 'id' | 'date'>): Meeting[] {
  return coming.filter(
    ({ id, date, state }) =>
      state !== 'cancelled' &&
      state !== 'held' &&
      (date > meeting.date || (date === meeting.date && id > meeting.id)),
  );
}

/** What the form begins with: the meeting that a speaker asked for, the next one, or the backlog when there is none. */
export function suggestionFor(item: AgendaItem, [next, ...others]: readonly Meeting[]): Decision {
  const wished = others.find(({ id }) => item.speakers.some((one) => one.wished_meeting_id === id));
  if (wished) return { choice: 'meeting', meeting: String(wished.id), reason: '' };
  return { choice: next ? 'next' : 'backlog', meeting: '', reason: '' };
}

/** What was decided before, as the form shows it. */
export function decisionOf(item: AgendaItem, carried: CarriedItems, [next]: readonly Meeting[]): Decision {
  const { reason } = item;
  const to = carried.get(item.id)?.to?.meetingId;
  if (item.state === 'done') return { choice: 'done', meeting: '', reason };
  if (item.outcome === 'backlog' || item.outcome === 'dropped')
    return { choice: item.outcome, meeting: '', reason };
  if (to === undefined) return { choice: '', meeting: '', reason };
  return to === next?.id
    ? { choice: 'next', meeting: '', reason }
    : { choice: 'meeting', meeting: String(to), reason };
}

/** The meeting that a decision carries the item to. */
export function targetOf(decision: Decision, targets: readonly Meeting[]): Meeting | undefined {
  if (decision.choice === 'next') return targets[0];
  return decision.choice === 'meeting'
    ? targets.find(({ id }) => String(id) === decision.meeting)
    : undefined;
}

interface Asked {
  items: readonly AgendaItem[];
  targets: readonly Meeting[];
  /** A cancelled meeting has done nothing. */
  cancelled: boolean;
}

/** Field -> what is wrong with what was chosen; each item that is asked about must have an answer. */
export function closingErrors({ items, targets, cancelled }: Asked, form: ClosingForm): Errors {
  const errors: Errors = {};
  for (const item of items) {
    const decision = form.decisions.get(item.id);
    if (!decision?.choice || (cancelled && decision.choice === 'done'))
      errors[`item-${item.id}`] = `Välj vad som händer med ”${item.title}”.`;
    else Object.assign(errors, faultsOf(item, decision, targets, form.next));
  }
  return errors;
}

function faultsOf(item: AgendaItem, decision: Decision, targets: readonly Meeting[], shown: string): Errors {
  const errors: Errors = {};
  const [next] = targets;
  if (decision.choice === 'next' && !next)
    errors[`item-${item.id}`] = `Det finns inget kommande möte längre. Välj något annat för ”${item.title}”.`;
  else if (decision.choice === 'next' && String(next!.id) !== shown)
    errors[`item-${item.id}`] =
      `Nästa möte är nu ${mediumDate(next!.date)}. Stämmer det för ”${item.title}”?`;
  if (decision.choice === 'meeting' && !targetOf(decision, targets))
    errors[`meeting-${item.id}`] = decision.meeting
      ? `Mötet som du valde för ”${item.title}” är inställt eller har redan varit. Välj ett annat.`
      : `Välj vilket möte ”${item.title}” flyttas till.`;
  const long = tooLong(decision.reason, REASON_LIMIT);
  if (decision.choice === 'dropped' && !decision.reason)
    errors[`reason-${item.id}`] = `Skriv varför ”${item.title}” utgår. Ett ord räcker.`;
  else if (long) errors[`reason-${item.id}`] = long;
  return errors;
}

/** Items that somebody else has decided about meanwhile, and otherwise. */
export function collisionsOf(
  closed: readonly AgendaItem[],
  form: ClosingForm,
  carried: CarriedItems,
  targets: readonly Meeting[],
): AgendaItem[] {
  return closed.filter((item) => {
    const mine = form.decisions.get(item.id);
    if (!mine) return false;
    const theirs = decisionOf(item, carried, targets);
    const same =
      theirs.choice === mine.choice || targetOf(theirs, targets)?.id === targetOf(mine, targets)?.id;
    return !same || (theirs.choice !== 'done' && theirs.reason !== mine.reason);
  });
}
