import type { Db } from '../../db/schema.ts';
import { listOfTheme } from '../documents/library-queries.ts';
import { findOrganisation } from '../speakers/queries.ts';
import { findTheme, listThemeMeetingIds } from '../themes/queries.ts';
import { findMovedRegister, listOrganisationMeetingIds, listThemeProposals } from './queries.ts';

/** A theme or an organisation as the public may know it. */
export interface Register {
  /** Today's; another one than was asked for when it was renamed or merged. */
  slug: string;
  name: string;
  text: string;
  ids: number[];
  documents: Awaited<ReturnType<typeof listOfTheme>>;
  /** Where a theme came from. */
  proposals: { id: number; title: string }[];
}

/** What the public has not met is not there, and no old address leads to it. */
export async function findPublicTheme(db: Db, asked: string): Promise<Register | undefined> {
  const slug = (await findMovedRegister(db, 'theme', asked)) ?? asked;
  const theme = await findTheme(db, slug);
  if (!theme) return undefined;
  const ids = await listThemeMeetingIds(db, theme.id);
  const proposals = await listThemeProposals(db, theme.id);
  if (!ids.length && !proposals.length) return undefined;
  const documents = await listOfTheme(db, theme.id);
  return { slug, name: theme.title, text: theme.description, ids, documents, proposals };
}

export async function findPublicOrganisation(db: Db, asked: string): Promise<Register | undefined> {
  const slug = (await findMovedRegister(db, 'organisation', asked)) ?? asked;
  const organisation = await findOrganisation(db, slug);
  const ids = organisation ? await listOrganisationMeetingIds(db, organisation) : [];
  return organisation && ids.length
    ? { slug, name: organisation.name, text: '', ids, documents: [], proposals: [] }
    : undefined;
}
