import type { RequestHandler } from 'express';

/** For pages whose address is a secret: nothing keeps a copy, and no search engine lists them. */
export const tokenPage: RequestHandler = (_req, res, next) => {
  res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
  next();
};
