import { lineField, rawField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { isDate, mediumDate } from '../shared/time.ts';

/** Where a list comes from, and the day when the people gave their addresses. */
export interface ListSource {
  origin: string;
  date: string;
}

export function readSource(body: Body, today: string): { source: ListSource; errors: Errors } {
  const source = { origin: lineField(body, 'origin'), date: rawField(body, 'date').trim() || today };
  const errors: Errors = {};
  const fault = source.origin
    ? tooLong(source.origin, 200)
    : 'Skriv var listan kommer ifrån, till exempel gruppens gamla sändlista.';
  if (fault) errors['origin'] = fault;
  if (!isDate(source.date) || source.date < '1990-01-01')
    errors['date'] = 'Välj en dag som finns, eller lämna fältet tomt.';
  else if (source.date > today) errors['date'] = 'Dagen kan inte vara senare än i dag.';
  return { source, errors };
}

/** Kept with each subscription as the proof of where it comes from. */
export function listConsent({ origin, date }: ListSource, consent: string): string {
  return `Från listan ”${origin}”, lämnad ${mediumDate(date)}. ${consent}`;
}
