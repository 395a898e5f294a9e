import type { AnswerTable } from '../../db/tables/mail.ts';
import { isPast, isUndecided, type Meeting } from '../meetings/meeting.ts';
import { textField, tooLong, lineField, type Body, type Errors } from '../shared/fields.ts';

export type Answer = AnswerTable['answer'];
/** What was said for one day of a meeting. */
export interface StoredAnswer {
  answer: Answer;
  needs: string;
  date: string;
}

export const ANSWERS = ['on-site', 'online', 'no'] as const satisfies readonly Answer[];

/** What the form, and the links in mails, call each answer. */
export const WORDS: Record<Answer, string> = { 'on-site': 'plats', online: 'digitalt', no: 'nej' };

export const LABELS: Record<Answer, string> = {
  'on-site': 'Jag kommer på plats',
  online: 'Jag kommer digitalt',
  no: 'Jag kan inte komma',
};

export const NEEDS_LIMIT = 1000;

export function readAnswer(word: string): Answer | undefined {
  return ANSWERS.find((answer) => WORDS[answer] === word);
}

export type Closed = 'cancelled' | 'undecided' | 'over';

/** Why nobody can answer; undefined as long as one can, to the end of the day. */
export function closedBecause(meeting: Meeting, today: string): Closed | undefined {
  if (meeting.state === 'held' || isPast(meeting, today)) return 'over';
  if (meeting.state === 'cancelled') return 'cancelled';
  return isUndecided(meeting) ? 'undecided' : undefined;
}

/** Digital attendance needs a way in; whoever has said so keeps the choice when the way is taken away. */
export function choicesFor(meeting: Pick<Meeting, 'online'>, stored?: StoredAnswer): Answer[] {
  return ANSWERS.filter((answer) => answer !== 'online' || meeting.online || stored?.answer === 'online');
}

export interface AnswerForm {
  answer: Answer | undefined;
  needs: string;
  /** The day that the form was about. */
  date: string;
}

export function readForm(body: Body): AnswerForm {
  return {
    answer: readAnswer(lineField(body, 'answer')),
    needs: textField(body, 'needs'),
    date: lineField(body, 'date'),
  };
}

export function formErrors({ answer, needs }: AnswerForm, choices: readonly Answer[]): Errors {
  const errors: Errors = {};
  if (!answer || !choices.includes(answer)) errors['answer'] = 'Välj om du kommer.';
  const long = tooLong(needs, NEEDS_LIMIT);
  if (long) errors['needs'] = long;
  return errors;
}

export type Counts = Record<Answer, number> & {
  /** Who answered for another day than the meeting's own. */
  earlier: number;
};

/** "12 kommer på plats, 4 digitalt, 3 kan inte. 2 svarade för ett tidigare datum."; "" when nobody has answered. */
export function countsText(counts: Counts): string {
  const { 'on-site': onSite, online, no, earlier } = counts;
  const now = onSite + online + no;
  const parts = [];
  if (now) parts.push(`${onSite} kommer på plats, ${online} digitalt, ${no} kan inte.`);
  else if (earlier) parts.push('Inga svar för mötets datum än.');
  if (earlier) parts.push(`${earlier} svarade för ett tidigare datum.`);
  return parts.join(' ');
}
