import { recordAudit } from '../audit/queries.ts';
import { hashPassword, passwordFault, verifyPassword } from '../auth/password.ts';
import { transaction, type Context } from '../context.ts';
import { withinLimits } from '../limits/actions.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import type { Errors } from '../shared/fields.ts';
import * as queries from './queries.ts';

/** Closes an account and ends its sessions at once. */
export function disableAccount(context: Context, userId: number, id: number): Promise<void> {
  if (id === userId) throw new Refused('Du kan inte stänga ditt eget konto. Be en annan sekreterare.');
  return transaction(context, async (trx) => {
    if (!(await queries.findAccount(trx, id))) throw new NotFound('Kontot finns inte.');
    await queries.setDisabled(trx, id, context.now());
    await queries.deleteSessionsOf(trx, id);
    await recordAudit(trx, { at: context.now(), userId, action: 'account closed', object: `user ${id}` });
  });
}

export function enableAccount(context: Context, userId: number, id: number): Promise<void> {
  return transaction(context, async (trx) => {
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
