import type { ProposalState } from '../../db/tables/proposals.ts';
import { readEmail } from '../shared/email-address.ts';
import { lineField, rawField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { STATES } from './proposal.ts';

export interface ProposalForm {
  title: string;
  text: string;
  email: string;
}

export function readProposal(body: Body): { values: ProposalForm; errors: Errors } {
  const values = {
    title: lineField(body, 'title'),
    text: textField(body, 'text'),
    email: lineField(body, 'email'),
  };
  const errors: Errors = {};
  if (!values.title) errors['title'] = 'Skriv vad du föreslår, med några ord.';
  const longTitle = tooLong(values.title, 150);
  if (longTitle) errors['title'] = longTitle;
  const longText = tooLong(values.text, 5000);
  if (longText) errors['text'] = longText;
  if (values.email && !readEmail(values.email))
    errors['email'] = 'Skriv en e-postadress, till exempel namn@example.org, eller lämna fältet tomt.';
  return { values, errors };
}

/** A field that people never see; what fills it in is a machine. */
export function isFromMachine(body: Body): boolean {
  return rawField(body, 'webbplats') !== '';
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
  return { values, errors, state };
}
