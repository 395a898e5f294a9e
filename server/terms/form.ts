import { lineField, type Body, type Errors } from '../shared/fields.ts';
import { longDate } from '../shared/time.ts';
import { openRows, type TermRow } from './coverage.ts';

/** What is sent for a row that gets no meeting. */
export const NONE = 'inget';

/** Field name -> a date, NONE, or "" where there is no second date. */
export type Choices = Record<string, string>;

/** The field of a row's second possible date. */
export const otherKey = (key: string): string => `${key}-eller`;

/** What the form begins with: everything as proposed. */
export function proposedChoices(rows: readonly TermRow[]): Choices {
  return Object.fromEntries(
    openRows(rows).map(({ key, proposal, options }) => [
      key,
      options.some(({ date }) => date === proposal.date) ? proposal.date : NONE,
    ]),
  );
}

/** The dates that a row's meeting may fall on; none for no meeting. */
export function datesOf(choices: Choices, key: string): string[] {
  const [first, other] = [choices[key] ?? NONE, choices[otherKey(key)]];
  return first === NONE ? [] : [first, other ?? ''].filter(Boolean);
}

/** One choice for each open row; two meetings on one day and none at all are faults. */
export function readChoices(rows: readonly TermRow[], body: Body): { choices: Choices; errors: Errors } {
  const choices: Choices = {};
  const errors: Errors = {};
  const taken = new Set<string>();
  const open = openRows(rows);
  for (const { key, options } of open) {
    const [choice, other] = [lineField(body, key), lineField(body, otherKey(key))];
    const known = (date: string) => options.some((option) => option.date === date);
    const dates = choice === NONE ? [] : [choice, other].filter(Boolean);
    const twice = dates.find((date) => taken.has(date));
    if (choice !== NONE && !known(choice)) errors[key] = 'Välj ett av datumen, eller inget möte.';
    else if (other && !known(other))
      errors[otherKey(key)] = 'Välj ett av datumen, eller låt det vara bestämt.';
    else if (other && other === choice) errors[otherKey(key)] = 'Välj en annan dag än den första.';
    else if (other && choice === NONE)
      errors[otherKey(key)] = 'Välj först ett datum här ovanför, eller ta bort det andra.';
    else if (twice)
      errors[twice === choice ? key : otherKey(key)] =
        `Två möten på samma dag, ${longDate(twice)}. Välj en annan dag för det ena.`;
    for (const date of dates) taken.add(date);
    choices[key] = choice;
    if (other) choices[otherKey(key)] = other;
  }
  const [first] = open;
  if (first && open.every(({ key }) => choices[key] === NONE))
    errors[first.key] ??= 'Välj minst ett datum. Annars finns inget att skapa.';
  return { choices, errors };
}
