import { readEmail } from '../shared/email-address.ts';
import { lineField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { printableFault } from './printable.ts';

export interface PersonValues {
  name: string;
  role: string;
  organisation: string;
  /** "" when it is not known. */
  email: string;
}

/** For a person, and for an organisation, which has a name and an address. */
export function readPerson(body: Body): { errors: Errors; values: PersonValues } {
  const values = {
    name: lineField(body, 'name'),
    role: lineField(body, 'role'),
    organisation: lineField(body, 'organisation'),
    email: lineField(body, 'email'),
  };
  const errors: Errors = {};
  if (!values.name) errors['name'] = 'Skriv namnet.';
  for (const name of ['name', 'role', 'organisation'] as const) {
    const fault = tooLong(values[name], 120) ?? printableFault(values[name]);
    if (fault) errors[name] = fault;
  }
  if (values.email && !readEmail(values.email))
    errors['email'] = 'Skriv en e-postadress, till exempel namn@example.org, eller lämna fältet tomt.';
  return { errors, values };
}
