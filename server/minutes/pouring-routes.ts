import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { rawField, textField, type Body } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { getDraft } from './actions.ts';
import { pourMinutes } from './pouring-actions.ts';

type OfMeeting = Request<{ slug: string }>;

/** One box for the whole text. Behind the guard. */
export function pouringRoutes(context: Context): Router {
  const router = Router();
  const path = '/moten/:slug/anteckningar/klistra-in';
  router.get(path, (req: OfMeeting, res) => show(context, req, res));
  router.post(path, async (req: OfMeeting, res) => {
    const { slug } = req.params;
    const text = textField(req.body as Body, 'text');
    const isWhole = rawField(req.body as Body, 'how') === 'whole';
    const fault = text
      ? await pourMinutes(context, slug, { text, isWhole }, siteOf(res).user!.id)
      : 'Klistra in eller skriv texten.';
    if (fault) return show(context, req, res, { text, isWhole, fault });
    goTo(res, `/admin/moten/${slug}/anteckningar?klart=inklistrat`);
  });
  return router;
}

async function show(
  context: Context,
  req: OfMeeting,
  res: Response,
  sent?: { text: string; isWhole: boolean; fault: string },
): Promise<void> {
  const { meeting, content } = await getDraft(context, req.params.slug);
  const data = {
    title: 'Klistra in allt',
    meeting,
    headings: content.sections.map(({ heading }) => heading).filter(Boolean),
    text: sent?.text ?? '',
    isWhole: sent?.isWhole ?? false,
    errors: sent ? { text: sent.fault } : {},
    scripts: ['paste.js'],
  };
  await page(res, 'minutes/pour', data, sent ? 422 : 200);
}
