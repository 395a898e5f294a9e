import { lineField, tooLong, type Body, type Errors } from '../shared/fields.ts';

export interface PersonValues {
  name: string;
  role: string;
  organisation: string;
}

/** For a person, and for an organisation, which has only a name. */
export function readPerson(body: Body): { errors: Errors; values: PersonValues } {
  const values = {
    name: lineField(body, 'name'),
    role: lineField(body, 'role'),
    organisation: lineField(body, 'organisation'),
  };
  const errors: Errors = {};
  if (!values.name) errors['name'] = 'Skriv namnet.';
  for (const name of ['name', 'role', 'organisation'] as const) {
    const fault = tooLong(values[name], 120);
    if (fault) errors[name] = fault;
  }
  return { errors, values };
}
