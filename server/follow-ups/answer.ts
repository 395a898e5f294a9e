import type { FollowUpState } from '../../db/tables/proposals.ts';
import { lineField, tooLong, type Body, type Errors } from '../shared/fields.ts';

export type AnswerState = Extract<FollowUpState, 'done' | 'ongoing' | 'dropped'>;

export const ANSWERS = ['done', 'ongoing', 'dropped'] as const satisfies readonly AnswerState[];

/** What the form calls each answer. */
export const WORDS: Record<AnswerState, string> = {
  done: 'klart',
  ongoing: 'pagar',
  dropped: 'blev-inte-av',
};

export const LABELS: Record<AnswerState, string> = {
  done: 'Det är klart',
  ongoing: 'Det pågår',
  dropped: 'Det blev inte av',
};

export const SENTENCE_LIMIT = 300;

export interface AnswerForm {
  state: AnswerState | undefined;
  sentence: string;
}

export function readForm(body: Body): AnswerForm {
  const word = lineField(body, 'state');
  return { state: ANSWERS.find((state) => WORDS[state] === word), sentence: lineField(body, 'sentence') };
}

export function formErrors({ state, sentence }: AnswerForm): Errors {
  const errors: Errors = {};
  if (!state) errors['state'] = 'Välj hur det har gått.';
  const long = tooLong(sentence, SENTENCE_LIMIT);
  if (long) errors['sentence'] = long;
  if (state === 'dropped' && !sentence) errors['sentence'] = 'Skriv med en mening varför det inte blev av.';
  return errors;
}
