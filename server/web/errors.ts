import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { Forbidden, NotFound, Refused } from '../shared/failures.ts';
import { page, siteOf } from './page.ts';

interface Answer {
  status: number;
  title: string;
  message: string;
}

export const notFound: RequestHandler = () => {
  throw new NotFound('Sidan finns inte, eller har fått en ny adress.');
};

/** The one place where what was thrown becomes a page. */
export function errorPages(context: Context): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    const answer = answerFor(error);
    if (answer.status >= 500)
      context.log.error('request failed', {
        method: req.method,
        path: req.path,
        error: String((error as Error)?.stack ?? error),
      });
    if (res.headersSent) return next(error);
    res.set('Cache-Control', 'no-store');
    await send(res, answer);
  };
}

async function send(res: Response, answer: Answer): Promise<void> {
  try {
    if (!siteOf(res)) throw new Error('no site');
    await page(res, 'error', { ...answer }, answer.status);
  } catch {
    res
      .status(answer.status)
      .type('text/plain; charset=utf-8')
      .send(`${answer.title}\n\n${answer.message}\n`);
  }
}

function answerFor(error: unknown): Answer {
  if (error instanceof NotFound) return { status: 404, title: 'Sidan finns inte', message: error.message };
  if (error instanceof Refused) return { status: 409, title: 'Det går inte just nu', message: error.message };
  if (error instanceof Forbidden)
    return { status: 403, title: 'Det är inte tillåtet', message: error.message };
  const code = (error as { code?: unknown })?.code;
  if (code === 'SQLITE_FULL' || code === 'SQLITE_READONLY') {
    return {
      status: 507,
      title: 'Det gick inte att spara',
      message: 'Servern har inte plats just nu. Gå tillbaka i webbläsaren, så finns din text kvar där.',
    };
  }
  if (code === 'SQLITE_BUSY')
    return {
      status: 503,
      title: 'Försök igen om en liten stund',
      message: 'Servern är upptagen. Inget har sparats.',
    };
  const status = (error as { status?: unknown })?.status;
  if (status === 413)
    return {
      status,
      title: 'Texten är för stor',
      message: 'Det du skickade är större än vad som får plats. Gå tillbaka och korta texten.',
    };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return {
      status,
      title: 'Vi förstod inte',
      message: 'Något i det som skickades är fel. Gå tillbaka och försök igen.',
    };
  }
  return {
    status: 500,
    title: 'Något gick fel hos oss',
    message: 'Felet är antecknat. Gå tillbaka och försök igen, eller hör av dig till gruppens kontaktperson.',
  };
}
