import type { Db, Trx } from '../../db/schema.ts';

export type AddressKind = 'meeting' | 'theme' | 'organisation';

/** What no other page of this kind may take; its own former addresses a page may come back to. */
export async function listFormerAddresses(db: Db, kind: AddressKind, exceptOf = 0): Promise<string[]> {
  const rows = await db
    .selectFrom('former_address')
    .select('slug')
    .where('kind', '=', kind)
    .where('target_id', '!=', exceptOf)
    .execute();
  return rows.map(({ slug }) => slug);
}

/** From now on `old` leads to the page whose address is `slug`. */
export async function leaveAddress(
  trx: Trx,
  kind: AddressKind,
  change: { old: string; slug: string; id: number },
  now: string,
): Promise<void> {
  const { old, slug, id } = change;
  await trx.deleteFrom('former_address').where('kind', '=', kind).where('slug', '=', slug).execute();
  await trx
    .insertInto('former_address')
    .values({ kind, slug: old, target_id: id, created_at: now })
    .execute();
}

/** When two pages become one. */
export async function repointAddresses(trx: Trx, kind: AddressKind, from: number, to: number): Promise<void> {
  await trx
    .updateTable('former_address')
    .set({ target_id: to })
    .where('kind', '=', kind)
    .where('target_id', '=', from)
    .execute();
}
