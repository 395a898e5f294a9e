import {
  hasErrors,
  lineField,
  rawField,
  textField,
  tooLong,
  type Body,
  type Errors,
} from '../shared/fields.ts';
import { instantOf, isDate, readTime, wallTimeExists } from '../shared/time.ts';

export interface DraftForm {
  subject: string;
  text: string;
  change: string;
  when: 'wait' | 'now' | 'at';
  date: string;
  time: string;
  urgent: boolean;
}

export function readDraftForm(body: Body): DraftForm {
  const when = rawField(body, 'when');
  return {
    subject: lineField(body, 'subject'),
    text: textField(body, 'text'),
    change: textField(body, 'change'),
    when: when === 'now' || when === 'at' ? when : 'wait',
    date: lineField(body, 'date'),
    time: lineField(body, 'time'),
    urgent: rawField(body, 'urgent') === '1',
  };
}

export function draftErrors(form: DraftForm, zone: string, now: string): Errors {
  const errors: Errors = {};
  const longSubject = tooLong(form.subject, 200);
  const longText = tooLong(form.text, 50_000);
  const longChange = tooLong(form.change, 2000);
  if (!form.subject || longSubject) errors['subject'] = longSubject ?? 'Skriv en ämnesrad.';
  if (!form.text || longText) errors['text'] = longText ?? 'Skriv en text.';
  if (longChange) errors['change'] = longChange;
  if (form.when === 'at' && !form.urgent) {
    const at = hasErrors(errors) ? undefined : sendAt(form, zone);
    if (!isDate(form.date)) errors['date'] = 'Skriv datumet så här: 2026-12-11.';
    else if (!readTime(form.time)) errors['time'] = 'Skriv tiden så här: 9.00.';
    else if (at && at <= now) errors['date'] = 'Tiden har redan varit. Välj en tid som kommer.';
  }
  return errors;
}

/** The instant that was chosen, or undefined. */
export function sendAt({ when, date, time }: DraftForm, zone: string): string | undefined {
  const wall = readTime(time);
  if (when !== 'at' || !isDate(date) || !wall || !wallTimeExists(date, wall, zone)) return undefined;
  return instantOf(date, wall, zone);
}
