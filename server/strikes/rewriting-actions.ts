import { rewriteDatabase } from '../../db/scrub.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { REWRITTEN_EVENT, awaitsRewriting } from './audit-queries.ts';

/**
 * Takes what was struck out of the database file itself. Safe to do twice, and done again at the next start when the program
 * stopped in between. False when it could not be done now.
 */
export async function finishStrikes(context: Context): Promise<boolean> {
  if (!(await awaitsRewriting(context.db))) return true;
  if (!(await rewritten(context))) return false;
  await transaction(context, (trx) =>
    recordAudit(trx, { at: context.now(), userId: null, action: REWRITTEN_EVENT, object: 'database' }),
  );
  return true;
}

async function rewritten(context: Context): Promise<boolean> {
  try {
    return await rewriteDatabase(context.db);
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (!/^SQLITE_(BUSY|LOCKED|FULL|IOERR)/.test(code)) throw error;
    context.log.warn('database not rewritten', { code });
    return false;
  }
}
