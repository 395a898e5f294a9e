import { addDays, dateIn, instantOf, longDate, timeRange } from '../shared/time.ts';
import type { DraftForm } from './draft-form.ts';
import { differences, factsOf, readFacts, type MeetingFacts } from './facts.ts';
import type { Draft } from './letter.ts';

/** When a reminder is sent when nobody says otherwise. */
const REMINDER_TIME = '09:00';

/** What the form of a new mailing begins with. A reminder is sent some days before, so that is what it suggests. */
export function startingForm(
  draft: Draft,
  saved: Pick<DraftForm, 'subject' | 'text' | 'change'> | undefined,
  now: string,
): DraftForm {
  const { subject, text, change } = saved ?? draft;
  const words = { subject, text, change, urgent: false };
  const { meeting, settings } = draft;
  if (draft.kind === 'reminder' && meeting) {
    const date = addDays(meeting.date, -settings.schedule.reminderDays);
    const isComing = instantOf(date, REMINDER_TIME, settings.zone) > now;
    if (isComing) return { ...words, when: 'at', date, time: REMINDER_TIME };
  }
  return { ...words, when: 'wait', date: '', time: '' };
}

interface Waiting {
  subject: string;
  text: string;
  facts: string | null;
  not_before: string;
  created_at: string;
}

/** The words of a waiting mailing with the meeting's new facts in place of the old ones; and what those are. */
export function formOfWaiting(
  draft: Draft,
  mailing: Waiting,
  now: string,
): { form: DraftForm; changes: string[] } {
  const before = readFacts(mailing.facts);
  const after = draft.meeting && factsOf(draft.meeting);
  const changes = before && after ? differences(before, after).map(({ line }) => line) : [];
  const fresh = (words: string) =>
    before && after
      ? replaceFacts(words, shownFacts(before, draft.baseUrl), shownFacts(after, draft.baseUrl))
      : words;
  const form: DraftForm = {
    subject: fresh(mailing.subject),
    text: fresh(mailing.text),
    change: '',
    urgent: false,
    ...whenOf(draft, mailing, now),
  };
  return { form, changes };
}

/** A mailing with a time of its own keeps it; another one begins its holding time anew. */
function whenOf({ settings }: Draft, { not_before, created_at }: Waiting, now: string) {
  const held = (Date.parse(not_before) - Date.parse(created_at)) / 60_000;
  if (not_before <= now || held === settings.schedule.holdingMinutes)
    return { when: 'wait', date: '', time: '' } as const;
  const time = Temporal.Instant.from(not_before).toZonedDateTimeISO(settings.zone).toPlainTime();
  const date = dateIn(settings.zone, not_before);
  return { when: 'at', date, time: time.toString({ smallestUnit: 'minute' }) } as const;
}

function shownFacts(
  { date, start, end, place, online, theme, slug }: MeetingFacts,
  baseUrl: string,
): string[] {
  return [longDate(date), timeRange(start, end), place, online, theme, `${baseUrl}/moten/${slug}`];
}

function replaceFacts(words: string, before: string[], after: string[]): string {
  return before.reduce((text, old, index) => {
    const fresh = after[index]!;
    return old && fresh && old !== fresh ? text.replaceAll(old, fresh) : text;
  }, words);
}
