import type { Db, Trx } from '../../db/schema.ts';
import { leaveAddress, listFormerAddresses, repointAddresses } from '../addresses/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { freeSlug, nameKey, slugOf } from '../shared/slug.ts';

/** With the number of meetings that each theme has. */
export function listThemeRegister(db: Db) {
  return db
    .selectFrom('theme')
    .leftJoin('meeting_theme', 'meeting_theme.theme_id', 'theme.id')
    .selectAll('theme')
    .select((eb) => eb.fn.count<number>('meeting_theme.meeting_id').as('meetings'))
    .groupBy('theme.id')
    .orderBy('theme.title')
    .execute();
}

export async function getThemeById(db: Db, id: number) {
  const theme = await db.selectFrom('theme').selectAll().where('id', '=', id).executeTakeFirst();
  if (!theme) throw new NotFound('Temat finns inte.');
  return theme;
}

export function findThemeByTitle(db: Db, title: string) {
  return db.selectFrom('theme').selectAll().where('title_key', '=', nameKey(title)).executeTakeFirst();
}

/** The old address leads on to the new one. */
export async function renameTheme(
  trx: Trx,
  theme: { id: number; slug: string },
  values: { title: string; description: string },
  now: string,
): Promise<void> {
  const others = await trx.selectFrom('theme').select('slug').where('id', '!=', theme.id).execute();
  const taken = [...others.map(({ slug }) => slug), ...(await listFormerAddresses(trx, 'theme', theme.id))];
  const slug = freeSlug(slugOf(values.title), new Set(taken));
  const row = { ...values, title_key: nameKey(values.title), slug };
  await trx.updateTable('theme').set(row).where('id', '=', theme.id).execute();
  if (slug !== theme.slug) await leaveAddress(trx, 'theme', { old: theme.slug, slug, id: theme.id }, now);
}

/** All that belonged to `from` belongs to `to`, its addresses too. */
export async function mergeThemes(
  trx: Trx,
  from: { id: number; slug: string },
  to: { id: number; slug: string },
  now: string,
): Promise<void> {
  const both = trx.selectFrom('meeting_theme').select('meeting_id').where('theme_id', '=', to.id);
  await trx
    .deleteFrom('meeting_theme')
    .where('theme_id', '=', from.id)
    .where('meeting_id', 'in', both)
    .execute();
  const ofBoth = trx.selectFrom('document_of_theme').select('document_id').where('theme_id', '=', to.id);
  await trx
    .deleteFrom('document_of_theme')
    .where('theme_id', '=', from.id)
    .where('document_id', 'in', ofBoth)
    .execute();
  for (const table of ['meeting_theme', 'proposal', 'document_of_theme'] as const)
    await trx.updateTable(table).set({ theme_id: to.id }).where('theme_id', '=', from.id).execute();
  await mergeWaiting(trx, from.id, to.id);
  await trx.deleteFrom('theme').where('id', '=', from.id).execute();
  await repointAddresses(trx, 'theme', from.id, to.id);
  await leaveAddress(trx, 'theme', { old: from.slug, slug: to.slug, id: to.id }, now);
}

/** Who waits in the backlog has waited since the first of them came, and no note is lost. */
async function mergeWaiting(trx: Trx, from: number, to: number): Promise<void> {
  const [gone, kept] = [await getThemeById(trx, from), await getThemeById(trx, to)];
  const [one, other] = [gone.backlog_at, kept.backlog_at];
  const backlog_at = one && other ? (one < other ? one : other) : (one ?? other);
  const backlog_note = [...new Set([kept.backlog_note, gone.backlog_note])].filter(Boolean).join('; ');
  await trx.updateTable('theme').set({ backlog_at, backlog_note }).where('id', '=', to).execute();
}
