import { Router, type Request, type Response } from 'express';
import { findPublicOrganisation, findPublicTheme } from '../archive/register-queries.ts';
import type { Context } from '../context.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { findMeeting, findMovedMeeting, listMeetings } from '../meetings/queries.ts';
import { getSettings, settingsChangedAt } from '../settings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { addDays } from '../shared/time.ts';
import { page, siteOf } from '../web/page.ts';
import { createFeedMemory } from './feed-memory.ts';
import { ALL, COMING, buildFeed, createEventCache, type Feed, type Subscribed } from './feed.ts';
import { getPublicRevision, listMeetingsWithDateFrom } from './queries.ts';
import { subscribeLinks } from './subscribe-links.ts';

const DAYS_KEPT = 60;

type OfSlug = Request<{ slug: string }>;
type Send = (res: Response, key: string, read: () => Promise<Content | undefined>) => Promise<boolean>;

interface Content {
  meetings: Meeting[];
  from?: string;
  calendar?: Subscribed;
}

/** Public. Stands before the archive's pages of meetings, themes and organisations. */
export function calendarRoutes(context: Context): Router {
  const { db } = context;
  const router = Router();
  const send = feedSender(context);

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
    const from = addDays(siteOf(res).today, -DAYS_KEPT);
    await send(res, COMING.address, async () => ({
      meetings: await listMeetingsWithDateFrom(db, from),
      from,
      calendar: COMING,
    }));
  });
  router.get('/kalender/alla.ics', async (_req, res) => {
    await send(res, ALL.address, async () => ({ meetings: await listMeetings(db), calendar: ALL }));
  });
  router.get('/teman/:slug.ics', (req: OfSlug, res) =>
    sendRegister(context, send, req, res, { folder: '/teman', find: findPublicTheme }),
  );
  router.get('/organisationer/:slug.ics', (req: OfSlug, res) =>
    sendRegister(context, send, req, res, { folder: '/organisationer', find: findPublicOrganisation }),
  );
  router.get('/moten/:slug.ics', (req: OfSlug, res) => sendMeeting(context, send, req, res));
  return router;
}

interface RegisterKind {
  folder: string;
  find: typeof findPublicTheme;
}

async function sendRegister(
  { db }: Context,
  send: Send,
  { params: { slug } }: OfSlug,
  res: Response,
  { folder, find }: RegisterKind,
): Promise<void> {
  const address = `${folder}/${slug}.ics`;
  const sent = await send(res, address, async () => {
    const found = await find(db, slug);
    if (found?.slug !== slug) return undefined;
    const calendar = { name: found.name, page: `${folder}/${slug}`, address };
    return { meetings: await listMeetings(db, { ids: found.ids }), calendar };
  });
  if (sent) return;
  const moved = await find(db, slug);
  if (!moved) throw new NotFound('Det finns ingen kalender med den adressen.');
  res.redirect(301, `${folder}/${moved.slug}.ics`);
}

async function sendMeeting({ db }: Context, send: Send, { params: { slug } }: OfSlug, res: Response) {
  res.set('Content-Disposition', `attachment; filename="${encodeURIComponent(slug)}.ics"`);
  const sent = await send(res, `/moten/${slug}.ics`, async () => {
    const meeting = await findMeeting(db, slug);
    return meeting && { meetings: [meeting] };
  });
  if (sent) return;
  res.removeHeader('Content-Disposition');
  const moved = await findMovedMeeting(db, slug);
  if (!moved) throw new NotFound('Det finns inget möte med den adressen.');
  res.redirect(301, `/moten/${moved}.ics`);
}

/** Each feed is built once for each revision of the record and day of the calendar. */
function feedSender({ db }: Context): Send {
  const remembered = createFeedMemory();
  const write = createEventCache();
  return async (res, key, read) => {
    const { baseUrl, today } = siteOf(res);
    const version = `${await getPublicRevision(db)} ${today}`;
    const feed = await remembered(key, version, async () => {
      const settings = await getSettings(db);
      const content = await read();
      if (!content) return undefined;
      const { meetings, ...shown } = content;
      const built = buildFeed(meetings, { settings, baseUrl, today, ...shown }, write);
      return { ...built, changedAt: latest(built.changedAt, await settingsChangedAt(db)) };
    });
    if (feed) sendFeed(res, feed);
    return feed !== undefined;
  };
}

function latest(...changes: (string | undefined)[]): string | undefined {
  return changes
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1);
}

/** Only the ETag decides about 304: a date has whole seconds, and not every change of the text moves it. */
function sendFeed(res: Response, feed: Feed): void {
  delete res.req.headers['if-modified-since'];
  if (feed.changedAt) res.set('Last-Modified', new Date(feed.changedAt).toUTCString());
  if (!res.get('Content-Disposition')) res.set('Content-Disposition', 'inline');
  res
    .set({
      'Content-Type': 'text/calendar; charset=utf-8',
      'Cache-Control': 'public, max-age=300, must-revalidate',
      ETag: feed.etag,
    })
    .send(feed.text);
}
