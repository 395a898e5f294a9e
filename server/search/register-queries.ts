import type { Db, Trx } from '../../db/schema.ts';
import { selectPublicAppearances } from '../agenda/queries.ts';
import { plainText } from '../shared/markdown.ts';
import type { IndexRow } from './index-row.ts';

const OWNER = 'register';

/** Themes and organisations as the public may know them. To be called when one is renamed or merged. */
export async function refreshRegisterIndex(trx: Trx): Promise<void> {
  const wanted = new Map(
    [...(await themeRows(trx)), ...(await organisationRows(trx))].map((row) => [keyOf(row), row]),
  );
  const known = await trx
    .selectFrom('search')
    .select(['rowid', 'kind', 'address', 'title', 'body'])
    .where('owner', '=', OWNER)
    .execute();
  for (const row of known) {
    if (!wanted.delete(keyOf(row))) await trx.deleteFrom('search').where('rowid', '=', row.rowid).execute();
  }
  for (const row of wanted.values())
    await trx
      .insertInto('search')
      .values({ ...row, owner: OWNER })
      .execute();
}

function keyOf({
  kind,
  address,
  title,
  body,
}: Pick<IndexRow, 'address' | 'title' | 'body'> & { kind: string }): string {
  return JSON.stringify([kind, address, title, body]);
}

/** A theme is public from the day when a meeting has it. */
async function themeRows(db: Db): Promise<IndexRow[]> {
  const themes = await db
    .selectFrom('theme')
    .select(['slug', 'title', 'description'])
    .where('id', 'in', db.selectFrom('meeting_theme').select('theme_id'))
    .execute();
  return themes.map(({ slug, title, description }) => ({
    title,
    body: plainText(description),
    people: '',
    kind: 'theme',
    address: `/teman/${slug}`,
    date: '',
  }));
}

/** An organisation is public when public minutes name it, or a speaker who said yes on a public agenda. */
async function organisationRows(db: Db): Promise<IndexRow[]> {
  const inMinutes = db
    .selectFrom('minutes_organisation')
    .innerJoin('minutes', 'minutes.meeting_id', 'minutes_organisation.meeting_id')
    .select('minutes_organisation.organisation_id as id')
    .where('minutes.public_revision_id', 'is not', null);
  const onAgendas = selectPublicAppearances(db)
    .select('speaker.organisation_id as id')
    .where('speaker.organisation_id', 'is not', null);
  const rows = await db
    .selectFrom('organisation')
    .select(['slug', 'name'])
    .where((eb) => eb.or([eb('id', 'in', inMinutes), eb('id', 'in', onAgendas.$castTo<{ id: number }>())]))
    .execute();
  return rows.map(({ slug, name }) => ({
    title: name,
    body: '',
    people: '',
    kind: 'organisation',
    address: `/organisationer/${slug}`,
    date: '',
  }));
}
