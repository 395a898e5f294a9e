import { CompiledQuery } from 'kysely';
import type { Db } from './schema.ts';

/**
 * Writes the database file anew, so that nothing which was changed or deleted can be read in it, in its log or in the search
 * index. Must not be called in a transaction. False when somebody else kept the log from being emptied: to be done again.
 */
export function rewriteDatabase(db: Db): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    const run = (statement: string) => connection.executeQuery(CompiledQuery.raw(statement));
    await run("insert into search_index (search_index) values ('optimize')");
    await run('vacuum');
    const { rows } = await run('pragma wal_checkpoint(truncate)');
    return (rows as { busy: number }[])[0]?.busy === 0;
  });
}
