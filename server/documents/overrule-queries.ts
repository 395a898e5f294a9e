import type { Db, Trx } from '../../db/schema.ts';
import type { Finding } from '../checks/finding.ts';

/** What has been let stand in the document. */
export async function listOverruled(db: Db, documentId: number): Promise<Set<string>> {
  const rows = await db
    .selectFrom('document_overrule')
    .select('key')
    .where('document_id', '=', documentId)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

export async function insertOverruled(
  trx: Trx,
  document_id: number,
  findings: readonly Finding[],
  by: { reason: string; user_id: number; at: string },
): Promise<void> {
  for (const { key, rule } of findings)
    await trx
      .insertInto('document_overrule')
      .values({ document_id, key, rule, ...by })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
