import { Router, type Response } from 'express';
import { page, siteOf } from '../web/page.ts';
import { renderMarkdown } from '../shared/markdown.ts';

/** When the pages were last tried against WCAG 2.2 AA; Digg asks for the date in the statement. */
const ASSESSED_ON = '2026-11-22';

export function aboutRoutes(): Router {
  const router = Router();
  router.get('/om', async (_req, res: Response) => {
    await page(res, 'about/about', {
      title: 'Om gruppen',
      description: siteOf(res).settings.lead,
      about: renderMarkdown(siteOf(res).settings.about, 2),
    });
  });
  router.get('/tillganglighet', (_req, res) =>
    page(res, 'about/accessibility', { title: 'Tillgänglighetsredogörelse', assessedOn: ASSESSED_ON }),
  );
  router.get('/integritet', (_req, res) => page(res, 'about/privacy', { title: 'Personuppgifter' }));
  return router;
}
