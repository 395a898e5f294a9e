import { openDatabase } from '../db/open.ts';
import type { Config } from './config.ts';
import { transaction, type Context } from './context.ts';
import { createLog } from './log.ts';
import { ensureIndex } from './search/rebuild-actions.ts';
import { getSecret } from './settings/queries.ts';
import { iso } from './shared/time.ts';
import { randomToken } from './shared/tokens.ts';

/** Opens everything that a use case leans on. `close` gives it back. */
export async function openContext(
  config: Config,
  databaseFile: string,
): Promise<{ context: Context; close: () => Promise<void> }> {
  const { db } = openDatabase(databaseFile);
  const log = createLog(config.logLevel, (line) => process.stderr.write(`${line}\n`));
  const context: Context = { db, config, log, now: () => iso(Temporal.Now.instant()), key: '' };
  context.key = await transaction(context, (trx) => getSecret(trx, 'links', randomToken()));
  await ensureIndex(context);
  return { context, close: () => db.destroy() };
}
