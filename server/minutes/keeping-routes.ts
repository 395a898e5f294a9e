import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { jsonBody } from '../web/json.ts';
import { siteOf } from '../web/page.ts';
import { beginMinutes, keepTyped } from './keeping-actions.ts';
import { readSent } from './keeping-form.ts';
import { Writers } from './writers.ts';

const AGENDA_CHANGED =
  'Dagordningen har ändrats sedan du öppnade sidan. Det du skriver finns kvar här. Spara, så förs texterna ihop.';
/** Nobody has written yet, and opening the page is no reason to begin. */
const NOTHING_YET = {
  number: 0,
  updates: {},
  met: {},
  refused: {},
  gone: [],
  rearranged: false,
  writers: [],
};

type OfMeeting = Request<{ slug: string }>;

/** What the pages keep by themselves while somebody writes. Behind the guard. */
export function keepingRoutes(context: Context): Router {
  const router = Router();
  const writers = new Writers();
  router.post(
    '/moten/:slug/anteckningar/fortlopande',
    ...jsonBody('4mb', 'Det är för mycket text på en gång. Dela den i flera avsnitt.'),
    (req: OfMeeting, res: Response) => keep(context, writers, req, res),
  );
  return router;
}

async function keep(context: Context, writers: Writers, req: OfMeeting, res: Response): Promise<void> {
  const sent = readSent(req.body);
  if (!sent) return void res.status(400).json({ fault: 'Det som kom gick inte att läsa.' });
  const { slug } = req.params;
  const user = siteOf(res).user!;
  if (!sent.seen && sent.typed.length && !(await beginMinutes(context, slug, user.id, sent.headings)))
    return void res.status(409).json({ fault: AGENDA_CHANGED });
  if (!sent.seen && !sent.typed.length) return void res.json(NOTHING_YET);
  const kept = await keepTyped(context, slug, sent, user.id);
  const me = { userId: user.id, name: user.name, field: sent.at };
  const others = writers.meet(slug, sent.client, me, context.now());
  const named = others.map(({ userId, name, field }) => ({ name: userId === user.id ? 'Du' : name, field }));
  res.json({ ...kept, writers: named });
}
