import { Router, type Request } from 'express';
import type { Context } from '../context.ts';
import { lineField, type Body } from '../shared/fields.ts';
import { goTo, siteOf } from '../web/page.ts';
import { replaceName } from './task-actions.ts';

/** Below /admin/medverkande/personer/NUMBER. */
export function consentAdminRoutes(context: Context): Router {
  const router = Router({ mergeParams: true });
  router.post('/namn', async (req: Request<{ id: string }>, res) => {
    const body = req.body as Body;
    const said = { place: lineField(body, 'place'), instead: lineField(body, 'instead') };
    const id = /^\d{1,12}$/.test(req.params.id) ? Number(req.params.id) : 0;
    await replaceName(context, id, said, siteOf(res).user!.id);
    goTo(res, `/admin/medverkande/personer/${id}?klart=utbytt#namn`);
  });
  return router;
}
