import type { Db, Trx } from '../../db/schema.ts';
import { closedBecause, isOpenOn, type Period } from '../accounts/account.ts';
import { transaction, type Context } from '../context.ts';
import { recordAudit } from '../audit/queries.ts';
import { withinLimits } from '../limits/actions.ts';
import { emailKey, readEmail } from '../shared/email-address.ts';
import { Refused } from '../shared/failures.ts';
import type { Errors } from '../shared/fields.ts';
import { hasErrors } from '../shared/fields.ts';
import { later } from '../shared/time.ts';
import { randomToken, tokenHash } from '../shared/tokens.ts';
import { hashPassword, passwordFault, verifyPassword } from './password.ts';
import * as queries from './queries.ts';
import { FIRST_USER_MINUTES, IDLE_HOURS, LONGEST_DAYS } from './session.ts';

export interface NewUser {
  email: string;
  name: string;
  password: string;
  /** Of a stand-in. */
  period?: Period;
}

/** Checked fields, or what is wrong with them. */
export function readNewUser(user: NewUser): { errors: Errors; email: string } {
  const errors: Errors = {};
  const email = readEmail(user.email);
  if (!email) errors['email'] = 'Skriv en e-postadress, till exempel namn@example.org.';
  const fault = passwordFault(user.password);
  if (fault) errors['password'] = fault;
  return { errors, email: email ? emailKey(email) : '' };
}

/** Makes a secretary. Returns errors by field, or the id; what `demand` throws stops it in the same transaction. */
export async function addUser(
  context: Context,
  user: NewUser,
  demand: (trx: Trx) => Promise<void> = async () => {},
): Promise<{ errors: Errors } | { id: number }> {
  const { errors, email } = readNewUser(user);
  if (hasErrors(errors)) return { errors };
  const row = {
    email,
    name: user.name || email.split('@')[0]!,
    password_hash: await hashPassword(user.password),
    created_at: context.now(),
    ...user.period,
  };
  return transaction(context, async (trx) => {
    await demand(trx);
    if (await queries.findUserByEmail(trx, email))
      return { errors: { email: 'Adressen har redan ett konto.' } };
    const id = await queries.insertUser(trx, row);
    await recordAudit(trx, { at: row.created_at, userId: null, action: 'user added', object: `user ${id}` });
    return { id };
  });
}

/** A link for the first secretary; undefined when somebody can sign in already. Earlier links stop working. */
export async function makeFirstUserLink(context: Context): Promise<string | undefined> {
  const now = context.now();
  const token = randomToken();
  return transaction(context, async (trx) => {
    if (await queries.countUsers(trx)) return undefined;
    await queries.deleteOneTimeLinks(trx, 'first-user', null);
    const expires_at = later(now, { minutes: FIRST_USER_MINUTES });
    await queries.insertOneTimeLink(trx, {
      token_hash: tokenHash(token),
      purpose: 'first-user',
      subject_id: null,
      created_at: now,
      expires_at,
    });
    return `${context.config.baseUrl}/admin/forsta/${token}`;
  });
}

export function isFirstUserLink(context: Context, token: string): Promise<boolean> {
  return isOpenLink(context.db, token, context.now());
}

async function isOpenLink(db: Db, token: string, now: string): Promise<boolean> {
  const link = await queries.findOneTimeLink(db, 'first-user', tokenHash(token), now);
  return Boolean(link) && (await queries.countUsers(db)) === 0;
}

/** Uses the link and signs the new secretary in. Returns errors by field, or a session token. */
export async function addFirstUser(
  context: Context,
  token: string,
  user: NewUser,
): Promise<{ errors: Errors } | { session: string }> {
  const now = context.now();
  const added = await addUser(context, user, async (trx) => {
    if (!(await isOpenLink(trx, token, now)))
      throw new Refused('Länken gäller inte längre. Starta om programmet för att få en ny.');
  });
  if ('errors' in added) return added;
  await transaction(context, (trx) => queries.useOneTimeLink(trx, tokenHash(token), now));
  return { session: await startSession(context, added.id) };
}

const WRONG = 'E-postadressen eller lösenordet stämmer inte.';
const SLOW = 'Det har blivit för många försök. Vänta en kvart och försök igen.';
let standIn: Promise<string> | undefined;

export interface SignIn {
  email: string;
  password: string;
  network: string;
  /** In the group's zone. */
  today: string;
  /** The session that the browser has, which the new one replaces. */
  earlier: string | undefined;
}

/** The same answer, in the same time, for an unknown address and a wrong password. */
export async function signIn(
  context: Context,
  { email, password, network, today, earlier }: SignIn,
): Promise<{ error: string } | { session: string }> {
  const address = emailKey(readEmail(email) ?? email);
  const limits = [
    { what: 'sign-in', who: `${address} ${network}`, most: 10, minutes: 15 },
    { what: 'sign-in', who: network, most: 60, minutes: 15 },
  ];
  if (!(await withinLimits(context, limits))) return { error: SLOW };
  const user = await queries.findUserByEmail(context.db, address);
  standIn ??= hashPassword(randomToken());
  const right = await verifyPassword(password, user?.password_hash ?? (await standIn));
  if (!user || !right) return { error: WRONG };
  const closed = closedBecause(user, today);
  if (closed) return { error: closed };
  return { session: await startSession(context, user.id, earlier) };
}

async function startSession(context: Context, userId: number, earlier?: string): Promise<string> {
  const token = randomToken();
  const now = context.now();
  await transaction(context, async (trx) => {
    await queries.deleteSessionsBefore(trx, later(now, { days: -LONGEST_DAYS }));
    if (earlier) await queries.deleteSession(trx, tokenHash(earlier));
    await queries.insertSession(trx, {
      token_hash: tokenHash(token),
      user_id: userId,
      created_at: now,
      last_seen_at: now,
    });
    await recordAudit(trx, { at: now, userId, action: 'signed in', object: `user ${userId}` });
  });
  return token;
}

/** Who the session belongs to; undefined when it has ended. `today` is the group's. */
export async function whoIs(context: Context, token: string, today: string) {
  const now = context.now();
  const session = await queries.findSession(context.db, tokenHash(token));
  if (!session || session.created_at < later(now, { days: -LONGEST_DAYS })) return undefined;
  if (session.last_seen_at < later(now, { hours: -IDLE_HOURS }) || !isOpenOn(session, today))
    return undefined;
  if (session.last_seen_at < later(now, { minutes: -5 })) {
    await transaction(context, (trx) => queries.touchSession(trx, tokenHash(token), now));
  }
  return { id: session.id, name: session.name, email: session.email };
}

export async function signOut(context: Context, token: string): Promise<void> {
  await transaction(context, (trx) => queries.deleteSession(trx, tokenHash(token)));
}
