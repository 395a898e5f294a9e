import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { meetingTitle } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { presentMinutes } from '../minutes/presented.ts';
import { findPublicMinutes } from '../minutes/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { page, siteOf } from '../web/page.ts';
import { meetingMarkdown } from './meeting-markdown.ts';
import { findPublicTheme } from './register-queries.ts';

type OfSlug = Request<{ slug: string }>;

const GONE = 'Det finns inget sådant tema.';

/** All that was said about a theme over the years, oldest first, to read on one page or to print. */
export function wholeThemeRoutes(context: Context): Router {
  const router = Router();
  router.get('/teman/:slug/allt.md', (req: OfSlug, res) => sendMarkdown(context, req, res));
  router.get('/teman/:slug/allt', (req: OfSlug, res) => show(context, req, res));
  return router;
}

async function show(context: Context, req: OfSlug, res: Response): Promise<void> {
  const { theme, told } = await readTheme(context, req.params.slug);
  if (theme.slug !== req.params.slug) return res.redirect(301, `/teman/${theme.slug}/allt`);
  const meetings = told.map(({ meeting, content }) => ({ meeting, minutes: presentMinutes(content) }));
  const title = `Allt om ${theme.name}`;
  const { groupName } = siteOf(res).settings;
  const running = `${groupName}, ${title}`;
  const description = `${groupName}: allt som har sagts om ${theme.name}, äldst först.`;
  await page(res, 'archive/whole-theme', { title, description, running, theme, meetings, meetingTitle });
}

async function sendMarkdown(context: Context, req: OfSlug, res: Response): Promise<void> {
  const { theme, told } = await readTheme(context, req.params.slug);
  if (theme.slug !== req.params.slug) return res.redirect(301, `/teman/${theme.slug}/allt.md`);
  const { settings, today, baseUrl } = siteOf(res);
  const texts = told.map(({ meeting, content }) =>
    meetingMarkdown(meeting, content, { settings, today, baseUrl }),
  );
  res.type('text/markdown; charset=utf-8').send(texts.join('\n---\n\n'));
}

async function readTheme({ db }: Context, slug: string) {
  const theme = await findPublicTheme(db, slug);
  if (!theme) throw new NotFound(GONE);
  const told = [];
  for (const meeting of await listMeetings(db, { ids: theme.ids, withMinutes: true })) {
    const minutes = await findPublicMinutes(db, meeting.id);
    if (minutes) told.push({ meeting, content: minutes.content });
  }
  return { theme, told };
}
