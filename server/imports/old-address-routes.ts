import type { RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { oldPath } from './old-address.ts';
import { findOldAddress } from './old-address-queries.ts';

/** Last of all: a page of the place where the texts were before leads to the meeting. */
export function oldAddresses(context: Context): RequestHandler {
  return async (req, res, next) => {
    if (/^\/admin(\/|$)/i.test(req.path)) return next();
    const path = req.method === 'GET' || req.method === 'HEAD' ? oldPath(req.path) : undefined;
    const slug = path && (await findOldAddress(context.db, path));
    if (slug) res.redirect(301, `/moten/${slug}`);
    else next();
  };
}
