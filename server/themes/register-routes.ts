import { Router, type Request, type Response } from 'express';
import { listParked } from '../carry-over/queries.ts';
import type { Context } from '../context.ts';
import { lineOf } from '../documents/document.ts';
import { listOfTheme } from '../documents/library-queries.ts';
import { meetingTitle } from '../meetings/meeting.ts';
import { listMeetings } from '../meetings/queries.ts';
import { hasErrors, lineField, rawField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { dateIn } from '../shared/time.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { mergeTheme, readTheme, renameTheme, type ThemeValues } from './actions.ts';
import { addIdeas, noteIdea, removeIdea } from './backlog-actions.ts';
import { listBacklog } from './backlog-queries.ts';
import { NOTE_LIMIT, readIdeas, waitText, type IdeaForm } from './idea.ts';
import { listThemes } from './queries.ts';
import { getThemeById, listThemeRegister } from './register-queries.ts';

const DONE = new Map<unknown, string>([
  ['sparat', 'Temat är sparat.'],
  ['ihop', 'Temana är ihopslagna.'],
  ['tillagt', 'Temabanken är påfylld.'],
  ['fanns', 'Det fanns redan i Temabanken. Inget nytt är tillagt.'],
  ['noterat', 'Anteckningen är sparad.'],
  ['borttaget', 'Temat är borttaget ur Temabanken.'],
]);
type OfTheme = Request<{ id: string }>;

/** Below /admin/teman. */
export function themeRegisterRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (req, res) => showAll(context, req, res));
  router.post('/bank', (req, res) => add(context, req, res));
  router.post('/:id/bank', (req: OfTheme, res) => note(context, req, res));
  router.post('/:id/bank/borttagning', async (req: OfTheme, res: Response) => {
    await removeIdea(context, idOf(req), siteOf(res).user!.id);
    goTo(res, '/admin/teman?klart=borttaget');
  });
  router.get('/:id', async (req, res) => {
    const { title, description } = await getThemeById(context.db, idOf(req));
    await show(context, req, res, { values: { title, description }, errors: {} });
  });
  router.post('/:id', (req, res) => rename(context, req, res));
  router.post('/:id/sammanslagning', async (req: OfTheme, res: Response) => {
    const to = Number(rawField(req.body as Body, 'to'));
    await mergeTheme(context, idOf(req), to, siteOf(res).user!.id);
    goTo(res, '/admin/teman?klart=ihop');
  });
  return router;
}

function idOf({ params }: OfTheme): number {
  return /^\d{1,12}$/.test(params.id) ? Number(params.id) : -1;
}

interface AllForm {
  values: IdeaForm;
  errors: Errors;
  /** What was typed as the note of a theme, by its id. */
  notes?: Record<number, string>;
}

/** The backlog, the items that wait for a meeting, and all themes there are. */
async function showAll(context: Context, req: Request, res: Response, form?: AllForm): Promise<void> {
  const site = siteOf(res);
  site.done = DONE.get(req.query['klart']);
  const day = (at: string) => dateIn(site.settings.zone, at);
  const coming = await listMeetings(context.db, { from: site.today });
  const data = {
    title: 'Temabanken',
    ideas: (await listBacklog(context.db)).map((idea) => ({
      ...idea,
      waits: waitText(day(idea.waiting), site.today),
    })),
    parked: await listParked(context.db),
    targets: coming.filter(({ state }) => state !== 'cancelled' && state !== 'held'),
    themes: await listThemeRegister(context.db),
    meetingTitle,
    values: { ideas: '', note: '' },
    errors: {},
    notes: {},
    ...form,
  };
  await page(res, 'themes/register', data, form ? 422 : 200);
}

async function add(context: Context, req: Request, res: Response): Promise<void> {
  const form = readIdeas(req.body as Body);
  if (hasErrors(form.errors)) return showAll(context, req, res, form);
  const added = await addIdeas(context, form.values, siteOf(res).user!.id);
  goTo(res, `/admin/teman?klart=${added ? 'tillagt' : 'fanns'}`);
}

async function note(context: Context, req: OfTheme, res: Response): Promise<void> {
  const { id } = await getThemeById(context.db, idOf(req));
  const text = lineField(req.body as Body, 'note');
  const fault = tooLong(text, NOTE_LIMIT);
  if (fault) {
    const errors = { [`note-${id}`]: fault };
    return showAll(context, req, res, { values: { ideas: '', note: '' }, errors, notes: { [id]: text } });
  }
  await noteIdea(context, id, text, siteOf(res).user!.id);
  goTo(res, '/admin/teman?klart=noterat');
}

async function show(
  context: Context,
  req: OfTheme,
  res: Response,
  form: { values: ThemeValues; errors: Errors },
): Promise<void> {
  const theme = await getThemeById(context.db, idOf(req));
  const others = (await listThemes(context.db)).filter(({ id }) => id !== theme.id);
  const documents = await listOfTheme(context.db, theme.id);
  const data = { title: `Temat ${theme.title}`, theme, others, documents, lineOf, ...form };
  await page(res, 'themes/edit', data, hasErrors(form.errors) ? 422 : 200);
}

async function rename(context: Context, req: OfTheme, res: Response): Promise<void> {
  const { errors, values } = readTheme(req.body as Body);
  if (hasErrors(errors)) return show(context, req, res, { values, errors });
  const faults = await renameTheme(context, idOf(req), values, siteOf(res).user!.id);
  if (hasErrors(faults)) return show(context, req, res, { values, errors: faults });
  goTo(res, '/admin/teman?klart=sparat');
}
