import type { UserTable } from '../../db/tables/people.ts';
import { dateIn, dayAndMonth, dayOfMonth, isDate, mediumDate } from '../shared/time.ts';
import { lineField, type Body, type Errors } from '../shared/fields.ts';

/** The first and the last day of an account, both included, in the group's zone. */
export type Period = Pick<UserTable, 'first_day' | 'last_day'>;

/** A stand-in's account is closed outside its first and last day. */
export function isOpenOn({ first_day, last_day }: Period, today: string): boolean {
  return (!first_day || first_day <= today) && (!last_day || today <= last_day);
}

/** Somebody must always be able to sign in: one account is open today and has no end. */
export function lasts(account: Period & Pick<UserTable, 'disabled_at'>, today: string): boolean {
  return !account.disabled_at && !account.last_day && isOpenOn(account, today);
}

/** Who may make accounts, close them and say how long they last: otherwise a stand-in could stay. */
export function mayManage({ last_day }: Pick<Period, 'last_day'>): boolean {
  return !last_day;
}

export const ONLY_LASTING =
  'Ditt konto har en sista dag. Därför kan du inte ändra konton eller skapa nya. Be en sekreterare vars konto inte har någon sista dag.';

/** Why the rightful owner cannot sign in today; undefined when that is possible. */
export function closedBecause(period: Period, today: string): string | undefined {
  const { first_day, last_day } = period;
  if (isOpenOn(period, today)) return undefined;
  return first_day && today < first_day
    ? `Ditt konto gäller från ${mediumDate(first_day)}.`
    : `Ditt konto gällde till och med ${mediumDate(last_day!)}. Be gruppens sekreterare om du behöver det längre.`;
}

/** "1–31 oktober 2026", "från 1 oktober 2026", "till och med 31 oktober 2026", or "" without an end. */
export function periodText({ first_day: first, last_day: last }: Period): string {
  if (!first) return last ? `till och med ${mediumDate(last)}` : '';
  if (!last) return `från ${mediumDate(first)}`;
  if (first === last) return mediumDate(first);
  if (first.slice(0, 7) === last.slice(0, 7)) return `${dayOfMonth(first)}–${mediumDate(last)}`;
  const begin = first.slice(0, 4) === last.slice(0, 4) ? dayAndMonth(first) : mediumDate(first);
  return `${begin}–${mediumDate(last)}`;
}

export interface Standing {
  /** "" when the account is open. */
  tag: '' | 'Inte öppet än' | 'Stängt';
  text: string;
}

/** How an account stands today, for the list. */
export function standingOf(
  account: Period & Pick<UserTable, 'disabled_at'>,
  today: string,
  zone: string,
): Standing {
  const { disabled_at, first_day, last_day } = account;
  const period = periodText(account);
  if (disabled_at) return { tag: 'Stängt', text: `Stängt sedan ${mediumDate(dateIn(zone, disabled_at))}.` };
  if (last_day && last_day < today) return { tag: 'Stängt', text: `Gällde ${period}.` };
  const tag = first_day && today < first_day ? 'Inte öppet än' : '';
  return { tag, text: period && `Gäller ${period}.` };
}

/** What the two date fields say; an empty one means that the account has no such day. */
export function readPeriod(body: Body): { values: Record<'first' | 'last', string>; errors: Errors } {
  const values = { first: lineField(body, 'first').slice(0, 40), last: lineField(body, 'last').slice(0, 40) };
  const errors: Errors = {};
  for (const name of ['first', 'last'] as const)
    if (values[name] && !isDate(values[name]))
      errors[name] = 'Det datumet finns inte. Skriv så här: 2026-10-01.';
  if (!errors['first'] && !errors['last'] && values.last && values.last < values.first)
    errors['last'] = 'Sista dagen ligger före den första. Ändra en av dem.';
  return { values, errors };
}

export function periodOf({ first, last }: Record<'first' | 'last', string>): Period {
  return { first_day: first || null, last_day: last || null };
}
