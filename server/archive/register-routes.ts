import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { meetingTitle } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { findOrganisation } from '../speakers/queries.ts';
import { findTheme, listThemeMeetingIds } from '../themes/queries.ts';
import { page, siteOf } from '../web/page.ts';
import {
  cameFromProposal,
  findMovedRegister,
  listOrganisationMeetingIds,
  listPublicThemes,
} from './queries.ts';

type OfSlug = Request<{ slug: string }>;

/** Themes and organisations, each with all its meetings. */
export function registerRoutes(context: Context): Router {
  const router = Router();
  router.get('/teman', async (_req, res) => {
    const description = `${siteOf(res).settings.groupName}: alla teman, med sina möten.`;
    await page(res, 'archive/themes', {
      title: 'Teman',
      description,
      themes: await listPublicThemes(context.db),
    });
  });
  router.get('/teman/:slug', (req: OfSlug, res) => showTheme(context, req, res));
  router.get('/organisationer/:slug', (req: OfSlug, res) => showOrganisation(context, req, res));
  return router;
}

/** What the public has not met is not there, and no old address leads to it. */
async function showTheme(context: Context, req: OfSlug, res: Response): Promise<void> {
  const moved = await findMovedRegister(context.db, 'theme', req.params.slug);
  const theme = await findTheme(context.db, moved ?? req.params.slug);
  const ids = theme ? await listThemeMeetingIds(context.db, theme.id) : [];
  if (!theme || (!ids.length && !(await cameFromProposal(context.db, theme.id))))
    throw new NotFound('Det finns inget sådant tema.');
  if (moved) return res.redirect(301, `/teman/${moved}`);
  await showList(context, res, { kicker: 'Tema', heading: theme.title, text: theme.description, ids });
}

async function showOrganisation(context: Context, req: OfSlug, res: Response): Promise<void> {
  const moved = await findMovedRegister(context.db, 'organisation', req.params.slug);
  const organisation = await findOrganisation(context.db, moved ?? req.params.slug);
  const ids = organisation ? await listOrganisationMeetingIds(context.db, organisation) : [];
  if (!organisation || !ids.length) throw new NotFound('Det finns ingen sådan organisation.');
  if (moved) return res.redirect(301, `/organisationer/${moved}`);
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
  const { today, settings } = siteOf(res);
  const description = `${settings.groupName}: ${list.kicker.toLowerCase()} ${list.heading}, med alla möten.`;
  const coming = meetings.filter(({ date }) => date >= today).reverse();
  const past = meetings.filter(({ date }) => date < today);
  await page(res, 'archive/register', {
    title: list.heading,
    description,
    ...list,
    coming,
    past,
    meetingTitle,
  });
}
