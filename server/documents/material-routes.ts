import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Context } from '../context.ts';
import { getInvited } from '../invitations/actions.ts';
import { networkPrefix } from '../limits/network.ts';
import { hasErrors, lineField, rawField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { inTurn, largeFile, largeUploadFault, oneLargeFile } from '../web/large-upload.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { tokenPage } from '../web/token-page.ts';
import { handIn, mayHandIn, takeBackMaterial } from './actions.ts';
import { MOST_BYTES, TOO_LARGE, type MaterialKind } from './file-kind.ts';
import { listHandedIn } from './queries.ts';

type OfToken = Request<{ token: string }>;

const DONE = new Map<unknown, string>([
  ['sparat', 'Tack! Filen är sparad.'],
  ['borta', 'Filen är borttagen.'],
]);
export const KINDS: Record<MaterialKind, string> = {
  slides: 'Bilder till det jag berättar',
  photo: 'Ett foto av mig',
};

/** A speaker's material, by link. */
export function materialRoutes(context: Context): Router {
  const router = Router();
  router.use('/medverkan', tokenPage);
  router.get('/medverkan/:token/material', (req: OfToken, res) => showMaterial(context, req, res));
  router.post('/medverkan/:token/material', mayUpload(context), readFile, (req: OfToken, res: Response) =>
    inTurn(() => receive(context, req, res)),
  );
  router.post(
    '/medverkan/:token/material/:id/borttagning',
    async (req: Request<{ token: string; id: string }>, res: Response) => {
      await takeBackMaterial(context, req.params.token, Number(req.params.id));
      goTo(res, `/medverkan/${req.params.token}/material?klart=borta`);
    },
  );
  return router;
}

const readFile = oneLargeFile('file', MOST_BYTES, TOO_LARGE);

/** A file from somebody whose link does not hold is never read. */
function mayUpload(context: Context): RequestHandler<{ token: string }> {
  return async (req, res, next) => {
    if (await mayHandIn(context, req.params.token, networkPrefix(req.ip))) return next();
    const often = 'Det har kommit många filer härifrån. Vänta en timme, och försök igen.';
    await showMaterial(context, req as OfToken, res, { file: often }, 429);
  };
}

async function receive(context: Context, req: OfToken, res: Response): Promise<void> {
  const { token } = req.params;
  const body = req.body as Body;
  const [kind, title] = [rawField(body, 'kind'), lineField(body, 'title')];
  const file = largeUploadFault(res) ? undefined : await largeFile(req);
  const errors: Errors = {};
  const long = tooLong(title, 150);
  if (long) errors['title'] = long;
  if (kind !== 'slides' && kind !== 'photo') errors['kind'] = 'Välj vad du lämnar.';
  const fault = largeUploadFault(res) ?? (file ? undefined : 'Välj en fil.');
  if (fault) errors['file'] = fault;
  if (hasErrors(errors) || !file) return showMaterial(context, req, res, errors);
  const refused = await handIn(context, token, { kind: kind as MaterialKind, title, file });
  if (hasErrors(refused)) return showMaterial(context, req, res, refused);
  goTo(res, `/medverkan/${token}/material?klart=sparat`);
}

async function showMaterial(
  context: Context,
  req: OfToken,
  res: Response,
  errors: Errors = {},
  status = hasErrors(errors) ? 422 : 200,
): Promise<void> {
  const { appearance, item, meeting } = await getInvited(context, req.params.token);
  siteOf(res).done = hasErrors(errors) ? undefined : DONE.get(req.query['klart']);
  const body = req.body as Body;
  const values = { kind: rawField(body, 'kind') || 'slides', title: lineField(body, 'title') };
  const files = await listHandedIn(context.db, appearance.id);
  const data = {
    title: 'Lämna material',
    token: req.params.token,
    item,
    meeting,
    files,
    values,
    errors,
    KINDS,
  };
  await page(res, 'documents/hand-in', data, status);
}
