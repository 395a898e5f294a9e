import type { Db, Trx } from '../../db/schema.ts';
import { selectPublicAppearances } from '../agenda/queries.ts';
import { plainText } from '../shared/markdown.ts';
import { replaceRows } from './index-queries.ts';
import { facetsOf, type IndexRow } from './index-row.ts';

export const REGISTER = 'register';

/** Themes and organisations as the public may know them. To be called when one is renamed or merged. */
export async function refreshRegisterIndex(trx: Trx): Promise<void> {
  await replaceRows(trx, REGISTER, [...(await themeRows(trx)), ...(await organisationRows(trx))]);
}

/** A theme is public from the day when a meeting has it. */
async function themeRows(db: Db): Promise<IndexRow[]> {
  const themes = await db
    .selectFrom('theme')
    .select(['id', 'slug', 'title', 'description'])
    .where('id', 'in', db.selectFrom('meeting_theme').select('theme_id'))
    .execute();
  return themes.map(({ id, slug, title, description }) => ({
    title,
    body: plainText(description),
    people: '',
    kind: 'theme',
    address: `/teman/${slug}`,
    date: '',
    context: '',
    facets: facetsOf('theme', [id]),
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
    .select(['id', 'slug', 'name'])
    .where((eb) => eb.or([eb('id', 'in', inMinutes), eb('id', 'in', onAgendas.$castTo<{ id: number }>())]))
    .execute();
  return rows.map(({ id, slug, name }) => ({
    title: name,
    body: '',
    people: '',
    kind: 'organisation',
    address: `/organisationer/${slug}`,
    date: '',
    context: '',
    facets: facetsOf('organisation', [], [id]),
  }));
}
