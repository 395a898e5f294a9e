import type { Meeting } from '../meetings/meeting.ts';
import {
  lineField,
  listField,
  rawField,
  textField,
  tooLong,
  type Body,
  type Errors,
} from '../shared/fields.ts';
import { printableFault } from '../speakers/printable.ts';
import type { SpeakerName } from '../speakers/speaker.ts';
import { choiceOf, readChoice, type Answered, type Choice } from './appearance.ts';
import { ROOM_NEEDS, needsText, readNeeds } from './needs.ts';

const NAME_LIMIT = 120;
const NEEDS_LIMIT = 1000;
const MESSAGE_LIMIT = 2000;

/** What the speaker's form holds. */
export interface AnswerForm {
  choice: Choice | undefined;
  /** Address of the meeting that is wished for. */
  wished: string;
  name: string;
  role: string;
  organisation: string;
  ticked: string[];
  needs: string;
  message: string;
  /** The day that the form was about. */
  date: string;
}

export function readForm(body: Body): AnswerForm {
  return {
    choice: readChoice(rawField(body, 'answer')),
    wished: lineField(body, 'wished'),
    name: lineField(body, 'name'),
    role: lineField(body, 'role'),
    organisation: lineField(body, 'organisation'),
    ticked: listField(body, 'need').filter((need) => ROOM_NEEDS.some((known) => known === need)),
    needs: textField(body, 'needs'),
    message: textField(body, 'message'),
    date: lineField(body, 'date'),
  };
}

interface Stored extends Answered, SpeakerName {
  needs: string;
  message: string;
}

/** As it was answered last. */
export function storedForm(
  appearance: Stored,
  { date }: Pick<Meeting, 'date'>,
  wished: Meeting | undefined,
): AnswerForm {
  const { ticked, text } = readNeeds(appearance.needs);
  return {
    choice: choiceOf(appearance),
    wished: wished?.slug ?? '',
    name: appearance.name,
    role: appearance.role ?? '',
    organisation: appearance.organisation ?? '',
    ticked,
    needs: text,
    message: appearance.message,
    date,
  };
}

export function formErrors(form: AnswerForm, dates: readonly Pick<Meeting, 'slug'>[]): Errors {
  const errors: Errors = {};
  if (!form.choice) errors['answer'] = 'Välj om du kommer.';
  if (form.choice === 'other' && !dates.some(({ slug }) => slug === form.wished))
    errors['wished'] = 'Välj vilket datum du hellre kommer.';
  if (!form.name) errors['name'] = 'Skriv ditt namn.';
  for (const field of ['name', 'role', 'organisation'] as const) {
    const fault = tooLong(form[field], NAME_LIMIT) ?? printableFault(form[field]);
    if (fault) errors[field] = fault;
  }
  const needs = tooLong(form.needs, NEEDS_LIMIT);
  if (needs) errors['needs'] = needs;
  const message = tooLong(form.message, MESSAGE_LIMIT);
  if (message) errors['message'] = message;
  return errors;
}

export function printOf({ name, role, organisation }: AnswerForm): SpeakerName {
  return { name, role: role || null, organisation: organisation || null };
}

export function needsOf({ ticked, needs }: AnswerForm): string {
  return needsText({ ticked, text: needs });
}
