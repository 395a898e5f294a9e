import type { Request, RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { hasPageNumber, oldPath } from './old-address.ts';
import { findOldAddress } from './old-address-queries.ts';

/** Before the start page, which a blog's "/?p=311" would be. */
export function numberedAddresses(context: Context): RequestHandler {
  return leading(context, (req) => hasPageNumber(req.originalUrl));
}

/** Last of all: a page of the place where the texts were before leads to the meeting. */
export function oldAddresses(context: Context): RequestHandler {
  return leading(context, (req) => !/^\/admin(\/|$)/i.test(req.path));
}

function leading(context: Context, isMeant: (req: Request) => boolean): RequestHandler {
  return async (req, res, next) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    const path = isRead && isMeant(req) ? oldPath(req.originalUrl) : undefined;
    const slug = path && (await findOldAddress(context.db, path));
    if (slug) res.redirect(301, `/moten/${slug}`);
    else next();
  };
}
