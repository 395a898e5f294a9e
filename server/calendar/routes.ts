import { createHash } from 'node:crypto';
import { Router, type Response } from 'express';
import type { Context } from '../context.ts';
import { findMeeting, findMovedMeeting, listMeetings } from '../meetings/queries.ts';
import { settingsChangedAt } from '../settings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { addDays } from '../shared/time.ts';
import { page, siteOf } from '../web/page.ts';
import { buildFeed, createEventCache, type Feed } from './feed.ts';
import { listMeetingsWithDateFrom } from './queries.ts';
import { subscribeLinks } from './subscribe-links.ts';

const DAYS_KEPT = 60;

/** Public. Stands before the archive's pages of meetings. */
export function calendarRoutes(context: Context): Router {
  const router = Router();
  const write = createEventCache();

  router.get('/kalender', async (_req, res) => {
    const { baseUrl, settings } = siteOf(res);
    await page(res, 'calendar/show', {
      title: 'Kalender',
      description: `Få mötena med ${settings.groupName} i din egen kalender.`,
      scripts: ['copy.js'],
      links: subscribeLinks(baseUrl, settings.groupName),
    });
  });

  router.get('/kalender.ics', async (_req, res) => {
    const site = siteOf(res);
    const from = addDays(site.today, -DAYS_KEPT);
    const feed = buildFeed(await listMeetingsWithDateFrom(context.db, from), { ...site, from }, write);
    await sendFeed(context, res, feed, 'inline');
  });

  router.get('/kalender/alla.ics', async (_req, res) => {
    const feed = buildFeed(await listMeetings(context.db), siteOf(res), write);
    await sendFeed(context, res, feed, 'inline');
  });

  router.get('/moten/:slug.ics', async (req, res) => {
    const { slug } = req.params;
    const meeting = await findMeeting(context.db, slug);
    if (!meeting) return redirectMoved(context, slug, res);
    const feed = buildFeed([meeting], siteOf(res), write);
    await sendFeed(context, res, feed, `attachment; filename="${meeting.slug}.ics"`);
  });

  return router;
}

async function redirectMoved(context: Context, slug: string, res: Response): Promise<void> {
  const moved = await findMovedMeeting(context.db, slug);
  if (!moved) throw new NotFound('Det finns inget möte med den adressen.');
  res.redirect(301, `/moten/${moved}.ics`);
}

/** Express answers 304 by the ETag and the date that are set here. */
async function sendFeed(context: Context, res: Response, feed: Feed, disposition: string): Promise<void> {
  const changes = [feed.changedAt, await settingsChangedAt(context.db)].filter((at) => at !== undefined);
  const latest = changes.toSorted().at(-1);
  const hash = createHash('sha256').update(feed.text).digest('base64url').slice(0, 32);
  if (latest) res.set('Last-Modified', new Date(latest).toUTCString());
  res
    .set({
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': disposition,
      'Cache-Control': 'public, max-age=300, must-revalidate',
      ETag: `"${hash}"`,
    })
    .send(feed.text);
}
