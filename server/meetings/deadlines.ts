import { dayAndMonth } from '../shared/time.ts';
import { isPast, isUndecided, type Meeting } from './meeting.ts';
import { AFTER, BEFORE, type Plan, type Progress, type Rule } from './meeting-rules.ts';

/** What must be done by which day. */
export interface Deadline {
  /** The same as long as it is the same thing to do. */
  key: string;
  /** Verb and object, such as stands on a button. */
  label: string;
  /** What it concerns, after the label: "för mötet 21 december"; "" when the label says it. */
  about: string;
  path: string;
  due: string;
  late: boolean;
  /** What is not done, as a sentence. */
  why: string;
  /** It cannot be done before that day, and `path` is the meeting's own page until then; "" when it can be done at once. */
  from: string;
}

/** "Skriv dagordningen för mötet 21 december" */
export function dutyText({ label, about }: Pick<Deadline, 'label' | 'about'>): string {
  return [label, about].filter(Boolean).join(' ');
}

/** Everything that is not done for a meeting, in the order to do it in. Cancelled and imported meetings nag nobody. */
export function deadlinesOf(progress: Progress, plan: Plan): Deadline[] {
  const { meeting } = progress;
  const isOver = isPast(meeting, plan.today) || meeting.state === 'held';
  if (meeting.state === 'cancelled' || meeting.has_minutes || (isOver && meeting.imported_at)) return [];
  const hasBegun = isOver || (meeting.date === plan.today && !isUndecided(meeting));
  if (hasBegun) return open(AFTER, progress, plan);
  const later = isUndecided(meeting) || meeting.imported_at ? [] : open(AFTER, progress, plan);
  const path = `/admin/moten/${meeting.slug}`;
  return [...open(BEFORE, progress, plan), ...later.map((one) => ({ ...one, path, from: meeting.date }))];
}

/** By day; what is due the same day in the order that it was given. */
export function inOrder(deadlines: readonly Deadline[]): Deadline[] {
  return deadlines.toSorted((one, other) => (one.due === other.due ? 0 : one.due < other.due ? -1 : 1));
}

function open(rules: readonly Rule[], progress: Progress, plan: Plan): Deadline[] {
  return rules
    .filter((rule) => rule.isOpen(progress, plan))
    .map((rule) => deadlineOf(rule, progress.meeting, plan));
}

function deadlineOf(rule: Rule, meeting: Meeting, { schedule, today }: Plan): Deadline {
  const day = dayAndMonth(meeting.date);
  const due = rule.due(meeting, schedule);
  return {
    key: `meeting ${meeting.id} ${rule.name}`,
    label: rule.label,
    about: `${rule.of} ${day}`.trim(),
    path: `/admin/moten/${meeting.slug}${rule.path}`,
    due,
    late: due < today,
    why: rule.why(day, meeting),
    from: '',
  };
}
