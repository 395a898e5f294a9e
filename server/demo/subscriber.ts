import { emailKey } from '../shared/email-address.ts';
import { later } from '../shared/time.ts';
import { SUBSCRIBERS } from './content/subscribers.ts';

/** Whose address has stopped working. */
const REFUSED = 3;

/** The choices vary, so that each kind of mail has receivers and none has them all; the last one has not confirmed. */
export function subscriberRows(now: string) {
  return SUBSCRIBERS.map(([name, email], index) => {
    const pending = index === SUBSCRIBERS.length - 1;
    const requested_at = later(now, pending ? { hours: -3 } : { days: index * 20 - 500 });
    return {
      email,
      email_key: emailKey(email),
      name,
      state: pending ? ('pending' as const) : ('confirmed' as const),
      announcement: oneOrZero(index % 5 !== 4),
      changes: 1 as const,
      reminder: oneOrZero(index % 3 === 0),
      minutes: oneOrZero(index % 4 !== 3),
      calendar: oneOrZero(index % 2 === 0),
      origin: index % 6 === 5 ? ('import' as const) : ('form' as const),
      consent_text: 'Jag vill ha det jag har kryssat för, till den här adressen.',
      requested_at,
      confirmed_at: pending ? null : later(requested_at, { minutes: 7 }),
      ...(index === REFUSED && {
        refused_at: later(now, { days: -80 }),
        refused_reason: '550 5.1.1 Adressen finns inte',
      }),
    };
  });
}

function oneOrZero(yes: boolean): 0 | 1 {
  return yes ? 1 : 0;
}
