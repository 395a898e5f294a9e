import { Router, type Request, type Response } from 'express';
import type { Context } from '../context.ts';
import { NotFound } from '../shared/failures.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { changeSettings } from './actions.ts';
import { sectionValues, type Values } from './form.ts';
import { PLACEHOLDERS } from './mail-templates.ts';
import { SECTIONS, type SettingSection } from './sections.ts';

/** Mounted at /admin/installningar. */
export function settingsRoutes(context: Context): Router {
  const router = Router();

  router.get('/', (req, res) => {
    if (req.query['klart'] === 'sparat') siteOf(res).done = 'Inställningarna är sparade.';
    return page(res, 'settings/index', { title: 'Inställningar', sections: SECTIONS });
  });

  router.get('/:section', (req, res) => {
    const section = getSection(req.params.section);
    return show(res, section, sectionValues(section, siteOf(res).settings), {});
  });

  router.post('/:section', async (req: Request<{ section: string }>, res: Response) => {
    const section = getSection(req.params.section);
    const { values, errors } = await changeSettings(context, siteOf(res).user!.id, section, req.body as Body);
    if (hasErrors(errors)) return show(res, section, values, errors);
    goTo(res, '/admin/installningar?klart=sparat');
  });
  return router;
}

function getSection(slug: string): SettingSection {
  const section = SECTIONS.find((known) => known.slug === slug);
  if (!section) throw new NotFound('Den inställningen finns inte.');
  return section;
}

function show(res: Response, section: SettingSection, values: Values, errors: Errors): Promise<void> {
  const placeholders = section.slug === 'mejltexter' ? Object.entries(PLACEHOLDERS) : [];
  const data = { title: section.title, section, values, errors, placeholders };
  return page(res, 'settings/section', data, hasErrors(errors) ? 422 : 200);
}
