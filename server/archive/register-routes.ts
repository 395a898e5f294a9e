import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { meetingTitle } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { findOrganisation } from '../speakers/queries.ts';
import { findTheme } from '../themes/queries.ts';
import { page, siteOf } from '../web/page.ts';
import {
  findMovedRegister,
  listOrganisationMeetingIds,
  listPublicThemes,
  listThemeMeetingIds,
} from './queries.ts';

type OfSlug = Request<{ slug: string }>;

/** Themes and organisations, each with all its meetings. */
export function registerRoutes(context: Context): Router {
  const router = Router();
  router.get('/teman', async (_req, res) => {
    await page(res, 'archive/themes', { title: 'Teman', themes: await listPublicThemes(context.db) });
  });
  router.get('/teman/:slug', (req: OfSlug, res) => showTheme(context, req, res));
  router.get('/organisationer/:slug', (req: OfSlug, res) => showOrganisation(context, req, res));
  return router;
}

async function showTheme(context: Context, req: OfSlug, res: Response): Promise<void> {
  const moved = await findMovedRegister(context.db, 'theme', req.params.slug);
  if (moved) return res.redirect(301, `/teman/${moved}`);
  const theme = await findTheme(context.db, req.params.slug);
  if (!theme) throw new NotFound('Det finns inget sådant tema.');
  const ids = await listThemeMeetingIds(context.db, theme.id);
  await showList(context, res, { kicker: 'Tema', heading: theme.title, text: theme.description, ids });
}

async function showOrganisation(context: Context, req: OfSlug, res: Response): Promise<void> {
  const moved = await findMovedRegister(context.db, 'organisation', req.params.slug);
  if (moved) return res.redirect(301, `/organisationer/${moved}`);
  const organisation = await findOrganisation(context.db, req.params.slug);
  const ids = organisation ? await listOrganisationMeetingIds(context.db, organisation) : [];
  // An organisation that only stands where the public may not look is not there.
  if (!organisation || !ids.length) throw new NotFound('Det finns ingen sådan organisation.');
  await showList(context, res, { kicker: 'Organisation', heading: organisation.name, text: '', ids });
}

interface MeetingList {
  kicker: string;
  heading: string;
  text: string;
  ids: number[];
}

async function showList(context: Context, res: Response, { ids, ...list }: MeetingList): Promise<void> {
  const meetings = await listMeetings(context.db, { ids, order: 'desc' });
  const { today } = siteOf(res);
  const coming = meetings.filter(({ date }) => date >= today).reverse();
  const past = meetings.filter(({ date }) => date < today);
  await page(res, 'archive/register', { title: list.heading, ...list, coming, past, meetingTitle });
}
