import express, { type ErrorRequestHandler, type RequestHandler } from 'express';

/** Reads what a page's script sends; the script tells a fault beside the field, and the text stays in the page. */
export function jsonBody(limit: string, tooMuch: string): [RequestHandler, ErrorRequestHandler] {
  const faults: ErrorRequestHandler = (error: unknown, _req, res, next) => {
    const { type } = error as { type?: string };
    if (type === 'entity.too.large') return void res.status(413).json({ fault: tooMuch });
    if (type?.startsWith('entity.') || type?.startsWith('encoding.') || type?.startsWith('charset.'))
      return void res.status(400).json({ fault: 'Det som kom gick inte att läsa.' });
    next(error);
  };
  return [express.json({ limit }), faults];
}
