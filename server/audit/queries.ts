import type { Trx } from '../../db/schema.ts';

/** Ids only: personal data stays out of what can never be erased. `object` is such as "meeting 12". */
export async function recordAudit(
  trx: Trx,
  event: { at: string; userId: number | null; action: string; object: string; detail?: string },
): Promise<void> {
  const { at, userId, action, object, detail } = event;
  await trx
    .insertInto('audit_event')
    .values({ at, user_id: userId, action, object, detail: detail ?? null })
    .execute();
}
