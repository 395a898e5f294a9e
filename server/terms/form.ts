import { lineField, type Body, type Errors } from '../shared/fields.ts';
import { longDate } from '../shared/time.ts';
import { openRows, type TermRow } from './coverage.ts';

/** What is sent for a row that gets no meeting. */
export const NONE = 'inget';

/** Field name -> a date or NONE. */
export type Choices = Record<string, string>;

/** What the form begins with: everything as proposed. */
export function proposedChoices(rows: readonly TermRow[]): Choices {
  return Object.fromEntries(
    openRows(rows).map(({ key, proposal, options }) => [
      key,
      options.some(({ date }) => date === proposal.date) ? proposal.date : NONE,
    ]),
  );
}

/** One choice for each open row; two meetings on one day and none at all are faults. */
export function readChoices(rows: readonly TermRow[], body: Body): { choices: Choices; errors: Errors } {
  const choices: Choices = {};
  const errors: Errors = {};
  const open = openRows(rows);
  for (const { key, options } of open) {
    const choice = lineField(body, key);
    const known = choice === NONE || options.some(({ date }) => date === choice);
    if (!known) errors[key] = 'Välj ett av datumen, eller inget möte.';
    else if (choice !== NONE && Object.values(choices).includes(choice))
      errors[key] = `Två möten på samma dag, ${longDate(choice)}. Välj en annan dag för det ena.`;
    choices[key] = choice;
  }
  const [first] = open;
  if (first && open.every(({ key }) => choices[key] === NONE))
    errors[first.key] = 'Välj minst ett datum. Annars finns inget att skapa.';
  return { choices, errors };
}
