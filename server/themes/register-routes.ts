import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { hasErrors, rawField, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { mergeTheme, readTheme, renameTheme, type ThemeValues } from './actions.ts';
import { listThemes } from './queries.ts';
import { getThemeById, listThemeRegister } from './register-queries.ts';

const DONE = new Map<unknown, string>([
  ['sparat', 'Temat är sparat.'],
  ['ihop', 'Temana är ihopslagna.'],
]);
type OfTheme = Request<{ id: string }>;

/** Below /admin/teman. */
export function themeRegisterRoutes(context: Context): Router {
  const router = Router();
  router.get('/', async (req, res) => {
    siteOf(res).done = DONE.get(req.query['klart']);
    await page(res, 'themes/register', { title: 'Teman', themes: await listThemeRegister(context.db) });
  });
  router.get('/:id', async (req, res) => {
    const { title, description } = await getThemeById(context.db, Number(req.params.id));
    await show(context, req, res, { values: { title, description }, errors: {} });
  });
  router.post('/:id', (req, res) => rename(context, req, res));
  router.post('/:id/sammanslagning', async (req: OfTheme, res: Response) => {
    const to = Number(rawField(req.body as Body, 'to'));
    await mergeTheme(context, Number(req.params.id), to, siteOf(res).user!.id);
    goTo(res, '/admin/teman?klart=ihop');
  });
  return router;
}

async function show(
  context: Context,
  req: OfTheme,
  res: Response,
  form: { values: ThemeValues; errors: Errors },
): Promise<void> {
  const theme = await getThemeById(context.db, Number(req.params.id));
  const others = (await listThemes(context.db)).filter(({ id }) => id !== theme.id);
  const data = { title: `Temat ${theme.title}`, theme, others, ...form };
  await page(res, 'themes/edit', data, hasErrors(form.errors) ? 422 : 200);
}

async function rename(context: Context, req: OfTheme, res: Response): Promise<void> {
  const { errors, values } = readTheme(req.body as Body);
  if (hasErrors(errors)) return show(context, req, res, { values, errors });
  const faults = await renameTheme(context, Number(req.params.id), values, siteOf(res).user!.id);
  if (hasErrors(faults)) return show(context, req, res, { values, errors: faults });
  goTo(res, '/admin/teman?klart=sparat');
}
