import { Router, type Request, type Response } from 'express';
import { jsonBody } from '../web/json.ts';
import { readPasted } from './pasting-actions.ts';
import { spellOut } from './quick-marks.ts';
import { renderSection } from './section-text.ts';

const TOO_MUCH =
  'Det var för mycket att läsa på en gång, så det kom med som ren text. Klistra in en del i taget.';
const UNREADABLE = 'Formen gick inte att läsa, så det kom med som ren text.';

/** What the editor asks for while somebody writes; nothing is stored. Behind the guard. */
export function pastingRoutes(): Router {
  const router = Router();
  router.post('/inklistrat', ...jsonBody('3mb', TOO_MUCH), paste);
  router.post('/forhandsvisat', ...jsonBody('1mb', 'Texten är för lång att visa här.'), preview);
  return router;
}

async function paste(req: Request, res: Response): Promise<void> {
  const { html } = (req.body ?? {}) as { html?: unknown };
  if (typeof html !== 'string') return void res.status(400).json({ fault: UNREADABLE });
  const pasted = await readPasted(html);
  if (!pasted) return void res.status(422).json({ fault: UNREADABLE });
  res.json({ markdown: pasted.markdown, told: imagesTold(pasted.images) });
}

function imagesTold(count: number): string {
  if (!count) return '';
  const images = count === 1 ? 'En bild' : `${count} bilder`;
  return `${images} följde inte med. Minnesanteckningar har bara text. Beskriv det viktiga i ord, eller lägg upp bilden som underlag.`;
}

function preview(req: Request, res: Response): void {
  const { markdown } = (req.body ?? {}) as { markdown?: unknown };
  if (typeof markdown !== 'string') return void res.status(400).json({ fault: 'Texten gick inte att läsa.' });
  const html = renderSection(spellOut(markdown), 3, { before: [], standings: new Map() }).toString();
  res.type('html').send(`<!doctype html>${html}`);
}
