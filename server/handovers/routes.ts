import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { listUnsent } from '../mail/mailing-queries.ts';
import { KIND_NAMES } from '../mail/words.ts';
import { listDeadlines } from '../meetings/deadline-queries.ts';
import { dutyText } from '../meetings/deadlines.ts';
import { isUndecided, meetingTitle, speakerText } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { lineField } from '../shared/fields.ts';
import { page, siteOf } from '../web/page.ts';
import { answerText, handoverOf, readStart } from './handover.ts';

/** Mounted at /admin/overlamning. */
export function handoverRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (req, res) => showHandover(context, req, res));
  return router;
}

async function showHandover({ db, now }: Context, req: Request, res: Response): Promise<void> {
  const { settings, today } = siteOf(res);
  const asked = lineField(req.query, 'fran').slice(0, 40);
  const start = readStart(asked, today);
  const from = 'from' in start ? start.from : today;
  const deadlines = await listDeadlines(db, settings, today);
  const coming = await listMeetings(db, { from: today });
  const data = {
    title: 'Överlämning',
    ...handoverOf({ from, today }, deadlines, coming),
    mailings: await listUnsent(db),
    asked: 'from' in start ? from : asked,
    errors: 'error' in start ? { fran: start.error } : {},
    now: now(),
    answerText,
    dutyText,
    isUndecided,
    meetingTitle,
    speakerText,
    KIND_NAMES,
  };
  await page(res, 'handovers/show', data, 'error' in start ? 422 : 200);
}
