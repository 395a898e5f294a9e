import { Router } from 'express';
import type { Context } from '../context.ts';
import { showsAgenda } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { page, siteOf } from '../web/page.ts';
import { announcementFacts, announcementHtml, announcementText } from './announcement-text.ts';

/** The secretary's texts to copy; stands after the guard, under /admin. */
export function channelRoutes(context: Context): Router {
  const router = Router();

  router.get('/moten/:slug/texter', async (req, res) => {
    const { settings, baseUrl } = siteOf(res);
    const meeting = await getMeeting(context.db, req.params.slug);
    const facts = announcementFacts(meeting, settings, baseUrl);
    await page(res, 'channels/show', {
      title: 'Texter att kopiera',
      scripts: ['copy.js'],
      meeting,
      heading: facts.title,
      isPublic: showsAgenda(meeting),
      text: announcementText(facts),
      markup: announcementHtml(facts),
    });
  });

  return router;
}
