import type { AgendaKind } from '../../db/tables/meetings.ts';
import {
  checked,
  lineField,
  rawField,
  textField,
  tooLong,
  type Body,
  type Errors,
} from '../shared/fields.ts';
import { readEmail } from '../shared/email-address.ts';
import { printableFault } from '../speakers/printable.ts';
import { KIND_NAMES, type NewItem, type NewSpeaker } from './agenda.ts';

const TITLE_LIMIT = 200;
const MOST_LINES = 50;

/** One item per line; bare titles are enough. */
export function readNewItems(body: Body): { errors: Errors; values: { items: string }; items: NewItem[] } {
  const text = textField(body, 'items');
  const titles = text
    .split('\n')
    .map(tidyLine)
    .filter((title) => /[\p{L}\p{N}]/u.test(title));
  const fault = linesFault(titles);
  const items = titles.map((title) => ({ title, kind: kindOf(title) }));
  return { errors: fault ? { items: fault } : {}, values: { items: text }, items };
}

/** Without the bullet or number of a pasted list. */
function tidyLine(line: string): string {
  return line.replace(/^\s*(?:[-–•*]|\d{1,2}[.)])\s+/, '').trim();
}

function linesFault(titles: string[]): string | undefined {
  if (!titles.length) return 'Skriv minst en punkt.';
  if (titles.length > MOST_LINES) return `Lägg till högst ${MOST_LINES} punkter i taget.`;
  return titles.some((title) => title.length > TITLE_LIMIT)
    ? `En punkt får ha högst ${TITLE_LIMIT} tecken.`
    : undefined;
}

function kindOf(title: string): AgendaKind {
  if (/^övriga frågor/i.test(title)) return 'other-business';
  return /^uppföljning/i.test(title) ? 'follow-up' : 'talk';
}

export function readItem(body: Body) {
  const values = {
    title: lineField(body, 'title'),
    kind: rawField(body, 'kind'),
    minutes: lineField(body, 'minutes'),
  };
  const errors: Errors = {};
  const long = tooLong(values.title, TITLE_LIMIT);
  if (!values.title) errors['title'] = 'Skriv vad punkten heter.';
  else if (long) errors['title'] = long;
  if (!Object.hasOwn(KIND_NAMES, values.kind)) errors['kind'] = 'Välj vad för slags punkt det är.';
  const minutes = /^\d{1,3}$/.test(values.minutes) ? Number(values.minutes) : 0;
  if (values.minutes && (minutes < 1 || minutes > 600))
    errors['minutes'] = 'Skriv antal minuter, från 1 till 600.';
  const item = { title: values.title, kind: values.kind as AgendaKind, planned_minutes: minutes || null };
  return { errors, values, item };
}

export function readSpeaker(body: Body) {
  const values = {
    name: lineField(body, 'name'),
    role: lineField(body, 'role'),
    organisation: lineField(body, 'organisation'),
    email: lineField(body, 'email'),
    yes: checked(body, 'yes'),
  };
  const errors: Errors = {};
  if (!values.name) errors['name'] = 'Skriv namnet.';
  for (const name of ['name', 'role', 'organisation'] as const) {
    const fault = tooLong(values[name], 120) ?? printableFault(values[name]);
    if (fault) errors[name] = fault;
  }
  const email = readEmail(values.email);
  if (values.email && !email)
    errors['email'] = 'Skriv en e-postadress, till exempel namn@example.org, eller lämna fältet tomt.';
  const { name, role, organisation, yes } = values;
  const answer = yes ? 'yes' : 'waiting';
  const speaker: NewSpeaker = { name, role: role || null, organisation: organisation || null, answer };
  return { errors, values, speaker, email };
}
