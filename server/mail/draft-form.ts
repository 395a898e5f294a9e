import { lineField, rawField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { instantOf, isDate, readTime, wallTimeExists } from '../shared/time.ts';
import { renderLetter } from './message.ts';
import { unknownPlaceholder } from './template.ts';

export interface DraftForm {
  subject: string;
  text: string;
  change: string;
  when: 'wait' | 'now' | 'at';
  date: string;
  time: string;
  urgent: boolean;
}

const WHEN = ['wait', 'now', 'at'];

export function readDraftForm(body: Body): DraftForm {
  const given = rawField(body, 'when');
  // What cannot be read is asked about again: a mail must not leave earlier than was meant.
  const when = body?.['when'] === undefined || WHEN.includes(given) ? given : 'at';
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

/** Filled in for each recipient, or when the mailing is queued. */
const OWN_NAMES = ['namn', 'svar', 'ändring'];
/** Gmail hides what is beyond 102 kB; the footer and the names have their share. */
const MOST_OCTETS = 95_000;

/** `known`: the placeholders that this mailing can fill in. */
export function draftErrors(form: DraftForm, known: readonly string[], zone: string, now: string): Errors {
  const errors: Errors = {};
  const subjectFault = tooLong(form.subject, 200) ?? unknownFault(form.subject, known);
  const textFault = tooLong(form.text, 50_000) ?? unknownFault(form.text, known) ?? sizeFault(form.text);
  const longChange = tooLong(form.change, 2000);
  if (!form.subject || subjectFault) errors['subject'] = subjectFault ?? 'Skriv en ämnesrad.';
  if (!form.text || textFault) errors['text'] = textFault ?? 'Skriv en text.';
  if (longChange) errors['change'] = longChange;
  if (form.when === 'at' && !form.urgent) {
    const at = sendAt(form, zone);
    if (!isDate(form.date)) errors['date'] = 'Skriv datumet så här: 2026-12-11.';
    else if (!readTime(form.time)) errors['time'] = 'Skriv tiden så här: 9.00.';
    else if (!at) errors['time'] = 'Den tiden finns inte: klockan ställs om då. Välj en annan.';
    else if (at <= now) errors['date'] = 'Tiden har redan varit. Välj en tid som kommer.';
  }
  return errors;
}

/** A mail about a change must say what it is, unless its text does so itself. */
export function emptyChange({ text, change }: DraftForm): Errors {
  return !change && text.includes('{ändring}')
    ? { change: 'Skriv vad som är ändrat, eller ta bort {ändring} ur texten.' }
    : {};
}

function unknownFault(text: string, known: readonly string[]): string | undefined {
  const name = unknownPlaceholder(text, [...known, ...OWN_NAMES]);
  return (
    name && `{${name.slice(0, 40)}} står inte för något i det här utskicket. Ta bort det eller rätta det.`
  );
}

function sizeFault(text: string): string | undefined {
  const { html } = renderLetter({ subject: '', text, footer: '' });
  return Buffer.byteLength(html) > MOST_OCTETS
    ? 'Mejlet blir så långt att en del mottagare inte ser slutet. Korta texten, eller länka till en sida.'
    : undefined;
}

/** The instant that was chosen, or undefined. */
export function sendAt({ when, date, time }: DraftForm, zone: string): string | undefined {
  const wall = readTime(time);
  if (when !== 'at' || !isDate(date) || !wall || !wallTimeExists(date, wall, zone)) return undefined;
  return instantOf(date, wall, zone);
}
