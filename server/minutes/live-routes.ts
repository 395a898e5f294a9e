import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { getMeeting } from '../meetings/queries.ts';
import { cleanText, listField, rawField, textField, type Body } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { fieldTexts, readCount } from './field-texts.ts';
import { listLikelyOrganisations } from './attendance-queries.ts';
import { beginMinutes, keepTyped, type Kept } from './keeping-actions.ts';
import type { MinutesContent } from './minutes.ts';
import { findLatestRevision } from './queries.ts';
import { findNearestRevision } from './revision-queries.ts';
import { doneSentence } from './done.ts';

type OfMeeting = Request<{ slug: string }>;

/** One page for the room: notes while the meeting goes on. Behind the guard. */
export function liveRoutes(context: Context): Router {
  const router = Router();
  const path = '/moten/:slug/anteckna';
  router.get(path, (req: OfMeeting, res) => {
    siteOf(res).done = doneSentence(req.query['klart']);
    return show(context, req, res);
  });
  router.post(`${path}/borjan`, async (req: OfMeeting, res) => {
    await beginMinutes(context, req.params.slug, siteOf(res).user!.id);
    goTo(res, `/admin/moten/${req.params.slug}/anteckna`);
  });
  router.post(path, (req: OfMeeting, res) => save(context, req, res));
  return router;
}

async function show(
  context: Context,
  req: OfMeeting,
  res: Response,
  kept?: Kept,
  status = 200,
): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const latest = await findLatestRevision(context.db, meeting.id);
  const title = `Anteckna på mötet`;
  if (!latest) return page(res, 'minutes/live-start', { title, meeting });
  const texts = new Map(fieldTexts(latest.content));
  for (const [name, { text }] of Object.entries(kept?.met ?? {})) texts.set(name, text);
  const organisations = texts.get('organisations')!.split('\n').filter(Boolean);
  const likely = await listLikelyOrganisations(context.db, meeting.id);
  const offered = [...new Set([...organisations, ...likely])];
  const { content, number } = latest;
  const items = new Map(meeting.items.map((item) => [item.title, item]));
  const data = { title, meeting, items, content, number, texts, organisations, offered, kept };
  await page(res, 'minutes/live', { ...data, scripts: ['live.js', 'keep-words.js', 'keep.js'] }, status);
}

/** Without scripts the whole form comes at once: what differs from what the page showed was typed. */
async function save(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const body = req.body as Body;
  const { slug } = req.params;
  const meeting = await getMeeting(context.db, slug);
  const seen = Number(/^\d{1,9}$/.exec(rawField(body, 'seen'))?.[0] ?? 0);
  const shown = await findNearestRevision(context.db, meeting.id, seen);
  if (!shown) return goTo(res, `/admin/moten/${slug}/anteckna`);
  const typed = typedIn(body, shown.content).map((field) => ({ ...field, base: shown.number, tried: [] }));
  const kept = await keepTyped(context, slug, { seen, typed }, siteOf(res).user!.id);
  if (Object.keys(kept.met).length || Object.keys(kept.refused).length)
    return show(context, req, res, kept, Object.keys(kept.refused).length ? 422 : 409);
  const button = rawField(body, 'do');
  if (button === 'end') return goTo(res, `/admin/moten/${slug}/avslut`);
  goTo(res, `/admin/moten/${slug}/anteckna?klart=antecknat`);
}

function typedIn(body: Body, shown: MinutesContent): { name: string; text: string }[] {
  const before = fieldTexts(shown);
  const ticked = [...listField(body, 'organisation'), ...textField(body, 'new-organisations').split('\n')];
  const organisations = { name: 'organisations', text: ticked.filter(Boolean).join('\n') };
  const sent = [...before.keys()]
    .filter((name) => body && Object.hasOwn(body, name))
    .map((name) => ({ name, text: cleanText(rawField(body, name)).trimEnd() }));
  return [...counted(body, sent), organisations].filter(
    ({ name, text }) => text !== before.get(name)!.trimEnd(),
  );
}

/** "room:+1" is one of the buttons beside the numbers. */
function counted(body: Body, sent: { name: string; text: string }[]): { name: string; text: string }[] {
  const [, which, sign] = /^(room|digital):([+-])1$/.exec(rawField(body, 'do')) ?? [];
  return sent.map(({ name, text }) =>
    name === which
      ? { name, text: String(Math.max(0, (readCount(text) ?? 0) + (sign === '+' ? 1 : -1))) }
      : { name, text },
  );
}
