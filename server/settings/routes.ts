import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { changeSettings } from './actions.ts';
import { sectionValues, type Values } from './form.ts';
import { PLACEHOLDERS } from './mail-templates.ts';
import { getSettings } from './queries.ts';
import { SECTIONS, type SettingSection } from './sections.ts';
import type { Settings } from './settings.ts';

/** Mounted at /admin/installningar. */
export function settingsRoutes(context: Context): Router {
  const router = Router();

  router.get('/', (req, res) => {
    if (req.query['klart'] === 'sparat') siteOf(res).done = 'Inställningarna är sparade.';
    return page(res, 'settings/index', { title: 'Inställningar', sections: SECTIONS });
  });

  router.get('/:section', (req, res) => {
    const section = getSection(req.params.section);
    const { settings } = siteOf(res);
    return show(res, section, settings, { values: sectionValues(section, settings), errors: {} });
  });

  router.post('/:section', async (req: Request<{ section: string }>, res: Response) => {
    const section = getSection(req.params.section);
    const form = await changeSettings(context, siteOf(res).user!.id, section, req.body as Body);
    if (hasErrors(form.errors)) return show(res, section, await getSettings(context.db), form);
    goTo(res, '/admin/installningar?klart=sparat');
  });
  return router;
}

function getSection(slug: string): SettingSection {
  const section = SECTIONS.find((known) => known.slug === slug);
  if (!section) throw new NotFound('Den inställningen finns inte.');
  return section;
}

function show(
  res: Response,
  section: SettingSection,
  settings: Settings,
  { values, errors }: { values: Values; errors: Errors },
): Promise<void> {
  const placeholders = section.slug === 'mejltexter' ? Object.entries(PLACEHOLDERS) : [];
  const before = JSON.stringify(sectionValues(section, settings));
  const data = { title: section.title, section, values, before, errors, placeholders };
  return page(res, 'settings/section', data, hasErrors(errors) ? 422 : 200);
}
