import { Router, type Request, type Response } from 'express';
import { feedLinks } from '../calendar/subscribe-links.ts';
import type { Context } from '../context.ts';
import { lineOf } from '../documents/document.ts';
import { meetingTitle } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { page, siteOf } from '../web/page.ts';
import { listPublicThemes } from './queries.ts';
import { findPublicOrganisation, findPublicTheme, type Register } from './register-queries.ts';

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
  router.get('/teman/:slug', async (req: OfSlug, res) => {
    const theme = await findPublicTheme(context.db, req.params.slug);
    if (!theme) throw new NotFound('Det finns inget sådant tema.');
    if (theme.slug !== req.params.slug) return res.redirect(301, `/teman/${theme.slug}`);
    const feedWords = 'Få temats möten i kalendern';
    await showList(context, res, { ...theme, kicker: 'Tema', path: `/teman/${theme.slug}`, feedWords });
  });
  router.get('/organisationer/:slug', async (req: OfSlug, res) => {
    const found = await findPublicOrganisation(context.db, req.params.slug);
    if (!found) throw new NotFound('Det finns ingen sådan organisation.');
    const path = `/organisationer/${found.slug}`;
    if (found.slug !== req.params.slug) return res.redirect(301, path);
    const feedWords = 'Få organisationens möten i kalendern';
    await showList(context, res, { ...found, kicker: 'Organisation', path, feedWords });
  });
  return router;
}

interface MeetingList extends Register {
  kicker: string;
  path: string;
  feedWords: string;
}

async function showList(context: Context, res: Response, { ids, ...list }: MeetingList): Promise<void> {
  const meetings = await listMeetings(context.db, { ids, order: 'desc' });
  const { today, settings, baseUrl } = siteOf(res);
  const description = `${settings.groupName}: ${list.kicker.toLowerCase()} ${list.name}, med alla möten.`;
  const coming = meetings.filter(({ date }) => date >= today).reverse();
  const past = meetings.filter(({ date }) => date < today);
  await page(res, 'archive/register', {
    title: list.name,
    description,
    ...list,
    feed: feedLinks(baseUrl, `${list.path}.ics`),
    coming,
    past,
    meetingTitle,
    lineOf,
  });
}
