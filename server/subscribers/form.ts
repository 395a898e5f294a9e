import { readEmail } from '../shared/email-address.ts';
import { lineField, listField, rawField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { hasWish, readWishes, type Wishes } from './wishes.ts';

export interface SubscriptionForm {
  /** As typed. */
  email: string;
  name: string;
  wishes: Wishes;
}

export function readForm(body: Body): SubscriptionForm {
  const { wishes } = readWishes(listField(body, 'wants'));
  return { email: rawField(body, 'email').trim(), name: lineField(body, 'name'), wishes };
}

/** What is wrong with the choices and the name. */
export function choiceErrors({ name, wishes }: SubscriptionForm): Errors {
  const errors: Errors = {};
  const long = tooLong(name, 100);
  if (long) errors['name'] = long;
  if (!hasWish(wishes)) errors['wants'] = 'Välj minst en sak som du vill få.';
  return errors;
}

export function formErrors(form: SubscriptionForm): Errors {
  const errors: Errors = {};
  if (!readEmail(form.email)) errors['email'] = 'Skriv en e-postadress, till exempel namn@example.org.';
  return { ...errors, ...choiceErrors(form) };
}
