import type { ProposalState } from '../../db/tables/proposals.ts';
import { readEmail } from '../shared/email-address.ts';
import {
  checked,
  lineField,
  rawField,
  textField,
  tooLong,
  type Body,
  type Errors,
} from '../shared/fields.ts';
import { STATES } from './proposal.ts';

export interface ProposalForm {
  title: string;
  text: string;
  email: string;
  /** "Jag kan berätta om det själv" */
  speaks: 0 | 1;
  /** Who speaks; "" for nobody. */
  speaker: string;
}

const ADDRESS = 'Skriv en e-postadress, till exempel namn@example.org';

export function readProposal(body: Body): { values: ProposalForm; errors: Errors } {
  const values = {
    title: lineField(body, 'title'),
    text: textField(body, 'text'),
    email: lineField(body, 'email'),
    speaks: checked(body, 'speaks'),
    speaker: lineField(body, 'speaker'),
  };
  const errors: Errors = {};
  if (!values.title) errors['title'] = 'Skriv vad du föreslår, med några ord.';
  const limits = { title: 150, text: 5000, speaker: 120 } as const;
  for (const [name, most] of Object.entries(limits) as [keyof typeof limits, number][]) {
    const long = tooLong(values[name], most);
    if (long) errors[name] = long;
  }
  if (values.email && !readEmail(values.email)) errors['email'] = `${ADDRESS}, eller lämna fältet tomt.`;
  if (values.speaks && !values.speaker)
    errors['speaker'] = 'Skriv ditt namn, så att vi vet vem vi ska fråga.';
  else if (values.speaks && !values.email && !errors['email'])
    errors['email'] = `${ADDRESS}, så att vi kan nå dig om att berätta.`;
  return { values: { ...values, speaker: values.speaks ? values.speaker : '' }, errors };
}

/** A field that people never see; what fills it in is a machine. */
export function isFromMachine(body: Body): boolean {
  return rawField(body, 'webbplats') !== '';
}

/** When the form was shown; see stamp.ts. */
export function readStamp(body: Body): string {
  return rawField(body, 'visat').slice(0, 100);
}

export interface OfferForm {
  name: string;
  email: string;
  text: string;
}

export function readOffer(body: Body): { values: OfferForm; errors: Errors } {
  const values = {
    name: lineField(body, 'name'),
    email: lineField(body, 'email'),
    text: textField(body, 'text'),
  };
  const errors: Errors = {};
  if (!values.name) errors['name'] = 'Skriv ditt namn.';
  const longName = tooLong(values.name, 120);
  if (longName) errors['name'] = longName;
  const longText = tooLong(values.text, 2000);
  if (longText) errors['text'] = longText;
  if (!readEmail(values.email)) errors['email'] = `${ADDRESS}, så att vi kan nå dig.`;
  return { values, errors };
}

export interface AnswerForm {
  state: string;
  answer: string;
  meeting: string;
}

export function readAnswer(body: Body): {
  values: AnswerForm;
  errors: Errors;
  state: ProposalState | undefined;
} {
  const values = {
    state: lineField(body, 'state'),
    answer: textField(body, 'answer'),
    meeting: lineField(body, 'meeting'),
  };
  const errors: Errors = {};
  const state = STATES.find((known) => known === values.state);
  if (!state) errors['state'] = 'Välj läge i listan.';
  const long = tooLong(values.answer, 5000);
  if (long) errors['answer'] = long;
  if (state === 'declined' && !values.answer)
    errors['answer'] = 'Skriv varför det inte är aktuellt. Den som föreslog vill veta.';
  return { values, errors, state };
}
