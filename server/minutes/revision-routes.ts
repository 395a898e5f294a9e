import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { getDraft, restoreRevision } from './actions.ts';
import { comparedRevisions } from './compared-revisions.ts';
import { presentMinutes } from './presented.ts';
import { findMinutes, findRevision, listRevisions, type Revision } from './queries.ts';
import { folded } from './revision-list.ts';

type OfMeeting = Request<{ slug: string }>;
type OfRevision = Request<{ slug: string; number: string }>;

/** Who wrote what and when, and the way back. Behind the guard. */
export function revisionRoutes(context: Context): Router {
  const router = Router();
  const path = '/moten/:slug/anteckningar/versioner';
  router.get(path, (req: OfMeeting, res) => showList(context, req, res));
  router.get(`${path}/jamforelse`, (req: OfMeeting, res) => compare(context, req, res));
  router.get(`${path}/:number`, async (req: OfRevision, res) => {
    const draft = await getDraft(context, req.params.slug);
    const revision = await getRevision(context, draft.meeting.id, req.params.number);
    const minutes = presentMinutes(revision.content);
    await page(res, 'minutes/revision', { title: `Version ${revision.number}`, ...draft, revision, minutes });
  });
  router.post(`${path}/:number/aterstallning`, async (req: OfRevision, res) => {
    await restoreRevision(context, req.params.slug, numberOf(req.params.number), siteOf(res).user!.id);
    goTo(res, `/admin/moten/${req.params.slug}/anteckningar?klart=aterstallt`);
  });
  return router;
}

async function showList(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const draft = await getDraft(context, req.params.slug);
  const revisions = await listRevisions(context.db, draft.meeting.id);
  const publicId = (await findMinutes(context.db, draft.meeting.id))?.public_revision_id ?? null;
  const groups = folded(revisions, publicId);
  await page(res, 'minutes/revisions', { title: 'Versioner', ...draft, revisions, groups, publicId });
}

/** "till" can be the older one: then it is the way back. */
async function compare(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const draft = await getDraft(context, req.params.slug);
  const { id } = draft.meeting;
  const older = await getRevision(context, id, req.query['fran']);
  const newer = await getRevision(context, id, req.query['till']);
  const fields = comparedRevisions(older.content, newer.content);
  const restores = newer.number < older.number && older.number === draft.number;
  const title = restores
    ? `Gör version ${newer.number} till utkast igen?`
    : `Version ${older.number} och ${newer.number}`;
  await page(res, 'minutes/compared', { title, ...draft, older, newer, fields, restores });
}

async function getRevision(context: Context, meetingId: number, text: unknown): Promise<Revision> {
  const revision = await findRevision(context.db, meetingId, numberOf(text));
  if (!revision) throw new NotFound('Versionen finns inte. Gå tillbaka till listan och välj en annan.');
  return revision;
}

function numberOf(text: unknown): number {
  return typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : -1;
}
