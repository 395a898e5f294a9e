import { Router, type Request, type Response } from 'express';
import { endsOfMeeting, findCarried } from '../carry-over/queries.ts';
import type { Context } from '../context.ts';
import { listLibrary } from '../documents/library-queries.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { findMovedMeeting, getMeeting, listMeetings } from '../meetings/queries.ts';
import { findPublicMinutes } from '../minutes/queries.ts';
import { settingsChangedAt } from '../settings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { escapeHtml } from '../shared/html.ts';
import { page, siteOf } from '../web/page.ts';
import { CSV_FIELDS, MEETING_FIELDS, dataSchema } from './data-schema.ts';
import { atomFeed, jsonFeed } from './feeds.ts';
import { meetingJson } from './meeting-json.ts';
import { meetingMarkdown } from './meeting-markdown.ts';
import { latestChange, type News } from './news.ts';
import { listNews } from './news-queries.ts';
import { openDataCsv, openDataJson } from './open-data.ts';
import { listPublicThemes, mapPrintedOrganisations } from './queries.ts';
import { minutesWord } from './word-document.ts';

type OfSlug = Request<{ slug: string }>;

/** The same record for machines. */
export function exportRoutes(context: Context): Router {
  const router = Router();
  const { baseUrl } = context.config;
  router.get('/moten/:slug.json', (req: OfSlug, res) => sendJson(context, req, res));
  router.get('/moten/:slug.md', (req: OfSlug, res) => sendMarkdown(context, req, res));
  router.get('/moten/:slug.docx', (req: OfSlug, res) => sendWord(context, req, res));
  router.get('/feed.xml', async (_req, res) => {
    const news = await listNews(context.db, baseUrl);
    await sendFeed(context, res, 'application/atom+xml', news, atomFeed(news, siteOf(res).settings, baseUrl));
  });
  router.get('/feed.json', async (_req, res) => {
    const news = await listNews(context.db, baseUrl);
    await sendFeed(
      context,
      res,
      'application/feed+json',
      news,
      jsonFeed(news, siteOf(res).settings, baseUrl),
    );
  });
  router.get('/data', async (_req, res) => {
    const description = `${siteOf(res).settings.groupName}: alla möten som öppna data.`;
    await page(res, 'archive/data', { title: 'Öppna data', description, MEETING_FIELDS, CSV_FIELDS });
  });
  router.get('/data/schema.json', (_req, res) => {
    res.type('application/schema+json').send(`${JSON.stringify(dataSchema(baseUrl), null, 1)}\n`);
  });
  router.get('/data/moten.json', async (_req, res) => {
    res
      .type('json')
      .send(
        openDataJson(
          await listMeetings(context.db),
          siteOf(res).settings,
          baseUrl,
          await findCarried(context.db),
        ),
      );
  });
  router.get('/data/moten.csv', async (_req, res) => {
    res
      .type('text/csv; charset=utf-8')
      .attachment('moten.csv')
      .send(openDataCsv(await listMeetings(context.db), await mapPrintedOrganisations(context.db), baseUrl));
  });
  router.get(
    '/sitemap.xml',
    async (_req, res) => void res.type('application/xml').send(await sitemap(context)),
  );
  router.get(
    '/robots.txt',
    (_req, res) =>
      void res
        .type('text/plain')
        .send(
          `User-agent: *\nDisallow: /admin\nDisallow: /prenumeration/\nDisallow: /svar/\n\nSitemap: ${baseUrl}/sitemap.xml\n`,
        ),
  );
  return router;
}

async function sendJson(context: Context, req: OfSlug, res: Response): Promise<void> {
  const moved = await findMovedMeeting(context.db, req.params.slug);
  if (moved) return res.redirect(301, `/moten/${moved}.json`);
  const meeting = await getMeeting(context.db, req.params.slug);
  const minutes = await findPublicMinutes(context.db, meeting.id);
  const carried = await findCarried(context.db, idsOf(meeting));
  const json = meetingJson(meeting, minutes, context.config.baseUrl, carried);
  res.type('json').send(`${JSON.stringify(json, null, 1)}\n`);
}

async function sendMarkdown(context: Context, req: OfSlug, res: Response): Promise<void> {
  const moved = await findMovedMeeting(context.db, req.params.slug);
  if (moved) return res.redirect(301, `/moten/${moved}.md`);
  const meeting = await getMeeting(context.db, req.params.slug);
  const minutes = await findPublicMinutes(context.db, meeting.id);
  const { settings, today } = siteOf(res);
  const ends = await endsOfMeeting(context.db, meeting);
  const { baseUrl } = context.config;
  res
    .type('text/markdown; charset=utf-8')
    .send(meetingMarkdown(meeting, minutes?.content, { settings, today, ends, baseUrl }));
}

async function sendWord(context: Context, req: OfSlug, res: Response): Promise<void> {
  const moved = await findMovedMeeting(context.db, req.params.slug);
  if (moved) return res.redirect(301, `/moten/${moved}.docx`);
  const meeting = await getMeeting(context.db, req.params.slug);
  const minutes = await findPublicMinutes(context.db, meeting.id);
  if (!minutes) throw new NotFound('Det finns inga minnesanteckningar från mötet här.');
  const { settings, baseUrl } = siteOf(res);
  const url = `${baseUrl}/moten/${meeting.slug}`;
  res
    .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    .attachment(`minnesanteckningar-${meeting.slug}.docx`)
    .send(await minutesWord(meeting, minutes.content, { settings, url }));
}

function idsOf({ items }: Pick<Meeting, 'items'>): number[] {
  return items.map(({ id }) => id);
}

async function sendFeed(
  context: Context,
  res: Response,
  type: string,
  news: News[],
  text: string,
): Promise<void> {
  const changes = [latestChange(news), await settingsChangedAt(context.db)].filter((at) => at !== undefined);
  const latest = changes.toSorted().at(-1);
  if (latest) res.set('Last-Modified', new Date(latest).toUTCString());
  res.set('Cache-Control', 'public, max-age=300, must-revalidate').type(`${type}; charset=utf-8`).send(text);
}

async function sitemap(context: Context): Promise<string> {
  const meetings = (await listMeetings(context.db)).map(({ slug }) => `/moten/${slug}`);
  const themes = (await listPublicThemes(context.db)).map(({ slug }) => `/teman/${slug}`);
  const documents = (await listLibrary(context.db)).map(({ id }) => `/underlag/${id}`);
  const fixed = [
    '/',
    '/moten',
    '/teman',
    '/underlag',
    '/forslag',
    '/kalender',
    '/prenumerera',
    '/om',
    '/tillganglighet',
    '/integritet',
  ];
  const urls = [...fixed, ...themes, ...meetings, ...documents].map(
    (path) => `<url><loc>${escapeHtml(context.config.baseUrl + path)}</loc></url>\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`;
}
