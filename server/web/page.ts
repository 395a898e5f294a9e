import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { listNotices } from '../mail/mailing-queries.ts';
import { getSettings } from '../settings/queries.ts';
import type { Settings } from '../settings/settings.ts';
import { dateIn } from '../shared/time.ts';
import { renderPage } from './views.ts';

export interface SignedIn {
  id: number;
  name: string;
  email: string;
}

/** What every page knows; `user` is set inside /admin only. */
export interface Site {
  settings: Settings;
  today: string;
  path: string;
  baseUrl: string;
  user: SignedIn | undefined;
  /** Told in a hurry about a meeting to come; for the public pages. */
  notices: { id: number; subject: string; slug: string }[];
  /** A confirmation from the address' `?klart=`, already a known sentence. */
  done: string | undefined;
}

export function loadSite(context: Context): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    const settings = await getSettings(context.db);
    const today = dateIn(settings.zone, context.now());
    const site: Site = {
      settings,
      today,
      path: req.path,
      notices: await listNotices(context.db, today),
      baseUrl: context.config.baseUrl,
      user: undefined,
      done: undefined,
    };
    res.locals['site'] = site;
    next();
  };
}

export function siteOf(res: Response): Site {
  return res.locals['site'] as Site;
}

export interface PageData {
  /** Stands in <title> before the group's name; the page prints its own h1. */
  title: string;
  description?: string;
  [key: string]: unknown;
}

/** Answers with a whole page. */
export async function page(res: Response, view: string, data: PageData, status = 200): Promise<void> {
  const site = siteOf(res);
  // A table asked for "constructor" answers with a function.
  if (typeof site.done !== 'string') site.done = undefined;
  const html = await renderPage(view, { ...data, site });
  res.status(status).type('html').send(html);
}

/** After a POST: the page to go on with. */
export function goTo(res: Response, path: string): void {
  res.redirect(303, path);
}
