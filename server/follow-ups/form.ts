import type { FollowUpState } from '../../db/tables/proposals.ts';
import { readEmail } from '../shared/email-address.ts';
import { lineField, rawField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { SENTENCE_LIMIT } from './answer.ts';
import { STATES, readDue, type FollowUp } from './follow-up.ts';

export interface FollowUpValues {
  what: string;
  who: string;
  when_text: string;
  due_on: string;
  /** "person-3", "organisation-5", "ny-organisation", "ny-person" or "". */
  responsible: string;
  email: string;
  /** One on each line. */
  organisations: string;
  proposal: string;
  /** The address part of the meeting where it was agreed; only a new one may choose. */
  meeting: string;
}

export const EMPTY: FollowUpValues = {
  what: '',
  who: '',
  when_text: '',
  due_on: '',
  responsible: '',
  email: '',
  organisations: '',
  proposal: '',
  meeting: '',
};

const LIMITS = { what: 500, who: 200, when_text: 200 } as const;
const MOST_ORGANISATIONS = 50;
const RESPONSIBLE = /^(?:(?:person|organisation)-[1-9]\d{0,11}|ny-organisation|ny-person)$/;

export function readFollowUp(body: Body): { values: FollowUpValues; errors: Errors } {
  const line = (name: keyof FollowUpValues) => lineField(body, name);
  const values: FollowUpValues = {
    what: line('what'),
    who: line('who'),
    when_text: line('when_text'),
    due_on: line('due_on'),
    responsible: line('responsible'),
    email: line('email'),
    organisations: textField(body, 'organisations'),
    proposal: line('proposal'),
    meeting: line('meeting'),
  };
  return { values, errors: faultsOf(values) };
}

function faultsOf(values: FollowUpValues): Errors {
  const errors: Errors = {};
  for (const [name, limit] of Object.entries(LIMITS)) {
    const long = tooLong(values[name as keyof typeof LIMITS], limit);
    if (long) errors[name] = long;
  }
  if (!values.what) errors['what'] = 'Skriv vad som ska göras.';
  if (readDue(values.due_on) === undefined) errors['due_on'] = 'Skriv datumet så här: 2027-01-19.';
  if (values.responsible && !RESPONSIBLE.test(values.responsible)) errors['responsible'] = 'Välj i listan.';
  if (values.responsible.startsWith('ny-') && !values.who)
    errors['who'] = 'Skriv vem det är, så läggs namnet till i registret.';
  if (values.email && !readEmail(values.email))
    errors['email'] = 'Skriv en e-postadress, till exempel namn@example.org, eller lämna fältet tomt.';
  if (values.email && !values.responsible) errors['responsible'] = 'Välj vem adressen hör till.';
  const names = organisationsIn(values);
  if (names.length > MOST_ORGANISATIONS) errors['organisations'] = `Högst ${MOST_ORGANISATIONS} får plats.`;
  if (names.some((name) => name.length > 120)) errors['organisations'] = 'Ett namn får ha högst 120 tecken.';
  return errors;
}

export function organisationsIn({ organisations }: Pick<FollowUpValues, 'organisations'>): string[] {
  return organisations
    .split('\n')
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

export function valuesOf(followUp: FollowUp, email: string | null): FollowUpValues {
  const { what, who, when_text, due_on, speaker_id, organisation_id, organisations, proposal_id } = followUp;
  return {
    what,
    who,
    when_text,
    due_on: due_on ?? '',
    responsible: speaker_id
      ? `person-${speaker_id}`
      : organisation_id
        ? `organisation-${organisation_id}`
        : '',
    email: email ?? '',
    organisations: organisations.map(({ name }) => name).join('\n'),
    proposal: proposal_id ? String(proposal_id) : '',
    meeting: followUp.meeting_slug ?? '',
  };
}

export interface StateValues {
  state: string;
  answer: string;
}

export function readState(
  body: Body,
  prefix = '',
): {
  values: StateValues;
  state: FollowUpState | undefined;
  errors: Errors;
} {
  const values = { state: rawField(body, `${prefix}state`), answer: lineField(body, `${prefix}answer`) };
  const state = STATES.find((known) => known === values.state);
  const errors: Errors = {};
  if (!state) errors[`${prefix}state`] = 'Välj läge i listan.';
  const long = tooLong(values.answer, SENTENCE_LIMIT);
  if (long) errors[`${prefix}answer`] = long;
  return { values, state, errors };
}
