import type { Db, Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { hashPassword, passwordFault, verifyPassword } from '../auth/password.ts';
import { transaction, type Context } from '../context.ts';
import { withinLimits } from '../limits/actions.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import type { Errors } from '../shared/fields.ts';
import { dateIn } from '../shared/time.ts';
import { ONLY_LASTING, isOpenOn, lasts, mayManage, type Period } from './account.ts';
import * as queries from './queries.ts';

const NOBODY = 'Minst ett konto måste vara öppet utan sista dag. Annars kan ingen logga in till slut.';

/** Closes an account and ends its sessions at once. */
export function disableAccount(context: Context, userId: number, id: number): Promise<void> {
  if (id === userId) throw new Refused('Du kan inte stänga ditt eget konto. Be en annan sekreterare.');
  return transaction(context, async (trx) => {
    await assertMayManage(trx, userId);
    if (!(await queries.findAccount(trx, id))) throw new NotFound('Kontot finns inte.');
    await queries.setDisabled(trx, id, context.now());
    await queries.deleteSessionsOf(trx, id);
    await recordAudit(trx, { at: context.now(), userId, action: 'account closed', object: `user ${id}` });
  });
}

/** Sets the first and the last day, and ends the sessions of an account that is closed today. */
export function changePeriod(
  context: Context,
  userId: number,
  { id, period }: { id: number; period: Period },
): Promise<Errors> {
  return transaction(context, async (trx): Promise<Errors> => {
    const account = await queries.findAccount(trx, id);
    if (!account) throw new NotFound('Kontot finns inte.');
    if (!(await managesAccounts(trx, userId))) return { last: ONLY_LASTING };
    const today = await todayOf(trx, context);
    const others = (await queries.listAccounts(trx)).filter((one) => one.id !== id);
    if (![...others, { ...account, ...period }].some((one) => lasts(one, today)))
      return { [period.last_day ? 'last' : 'first']: NOBODY };
    await queries.setPeriod(trx, id, period);
    if (!isOpenOn(period, today)) await queries.deleteSessionsOf(trx, id);
    const detail = `${period.first_day ?? ''}/${period.last_day ?? ''}`;
    const event = { at: context.now(), userId, action: 'account days changed', object: `user ${id}` };
    await recordAudit(trx, { ...event, detail });
    return {};
  });
}

export function changeReminders(context: Context, userId: number, reminders: 0 | 1): Promise<void> {
  return transaction(context, (trx) => queries.setReminders(trx, userId, reminders));
}

export async function managesAccounts(db: Db, userId: number): Promise<boolean> {
  const account = await queries.findAccount(db, userId);
  return account !== undefined && mayManage(account);
}

export async function assertMayManage(db: Db, userId: number): Promise<void> {
  if (!(await managesAccounts(db, userId))) throw new Refused(ONLY_LASTING);
}

async function todayOf(trx: Trx, context: Context): Promise<string> {
  return dateIn((await getSettings(trx)).zone, context.now());
}

export function enableAccount(context: Context, userId: number, id: number): Promise<void> {
  return transaction(context, async (trx) => {
    await assertMayManage(trx, userId);
    if (!(await queries.findAccount(trx, id))) throw new NotFound('Kontot finns inte.');
    await queries.setDisabled(trx, id, null);
    await recordAudit(trx, { at: context.now(), userId, action: 'account opened', object: `user ${id}` });
  });
}

/** Also ends every other session of the account. */
export async function changePassword(
  context: Context,
  userId: number,
  keepSession: string,
  { current, wanted }: { current: string; wanted: string },
): Promise<Errors> {
  const fault = passwordFault(wanted);
  if (fault) return { wanted: fault };
  const limit = { what: 'password', who: String(userId), most: 10, minutes: 15 };
  if (!(await withinLimits(context, [limit])))
    return { current: 'Det har blivit för många försök. Vänta en kvart och försök igen.' };
  const account = await queries.findAccount(context.db, userId);
  if (!account || !(await verifyPassword(current, account.password_hash)))
    return { current: 'Det är inte ditt nuvarande lösenord.' };
  const hash = await hashPassword(wanted);
  await transaction(context, async (trx) => {
    await queries.setPassword(trx, userId, hash);
    await queries.deleteSessionsOf(trx, userId, keepSession);
    await recordAudit(trx, {
      at: context.now(),
      userId,
      action: 'password changed',
      object: `user ${userId}`,
    });
  });
  return {};
}

export function endSession(context: Context, userId: number, tokenHash: string): Promise<void> {
  return transaction(context, (trx) => queries.deleteOwnSession(trx, userId, tokenHash));
}
