import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { Context } from '../context.ts';
import { networkPrefix } from '../limits/network.ts';
import { NotFound } from '../shared/failures.ts';
import { lineField, rawField, type Body } from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { addFirstUser, isFirstUserLink, signIn, signOut, whoIs } from './actions.ts';
import { LONGEST_DAYS, readCookie, safeNext, sessionCookieName } from './session.ts';

/** The pages that somebody who is not signed in needs. */
export function authRoutes(context: Context): Router {
  const router = Router();
  router.use(noStore);

  router.get('/logga-in', (req, res) => showSignIn(res, { next: safeNext(lineField(req.query, 'till')) }));

  router.post('/logga-in', async (req: Request, res: Response) => {
    const body = req.body as Body;
    const [email, next, resume] = [
      lineField(body, 'email'),
      safeNext(rawField(body, 'next')),
      rawField(body, 'resume'),
    ];
    const result = await signIn(context, {
      email,
      password: rawField(body, 'password'),
      network: networkPrefix(req.ip),
      today: siteOf(res).today,
      earlier: sessionToken(context, req),
    });
    if ('error' in result) return showSignIn(res, { next, resume, email, error: result.error }, 422);
    setSession(context, res, result.session);
    if (resume) return resumePost(context, req, res, result.session, next, resume);
    goTo(res, next);
  });

  router.post('/logga-ut', async (req, res) => {
    const token = sessionToken(context, req);
    if (token) await signOut(context, token);
    res
      .clearCookie(sessionCookieName(context.config.baseUrl), cookieRules(context))
      .set('Clear-Site-Data', '"cache"');
    goTo(res, '/');
  });

  router.get('/forsta/:token', async (req, res) => {
    if (!(await isFirstUserLink(context, req.params.token)))
      throw new NotFound('Länken gäller inte längre. Starta om programmet för att få en ny.');
    await page(res, 'auth/first', { title: 'Skapa ditt konto', errors: {}, values: {} });
  });

  router.post('/forsta/:token', async (req: Request<{ token: string }>, res: Response) => {
    const body = req.body as Body;
    const values = { email: lineField(body, 'email'), name: lineField(body, 'name') };
    const result = await addFirstUser(context, req.params.token, {
      ...values,
      password: rawField(body, 'password'),
    });
    if ('errors' in result)
      return page(res, 'auth/first', { title: 'Skapa ditt konto', errors: result.errors, values }, 422);
    setSession(context, res, result.session);
    goTo(res, '/admin');
  });
  return router;
}

/** Deny by default: everything mounted after this needs a signed-in secretary. */
export function secretariesOnly(context: Context): RequestHandler {
  return async (req, res, next) => {
    noStore(req, res, () => {});
    const token = sessionToken(context, req);
    const user = token && (await whoIs(context, token, siteOf(res).today));
    if (user) {
      siteOf(res).user = user;
      return next();
    }
    if (req.method === 'GET' || req.method === 'HEAD')
      return showSignIn(res, { next: safeNext(req.originalUrl) }, 401);
    // A stranger's file is not read, so it cannot be carried over the sign-in.
    if (req.is('multipart/form-data'))
      return showSignIn(res, { next: safeNext(req.originalUrl), fileLost: true }, 401);
    await showSignIn(res, { next: safeNext(req.originalUrl), resume: JSON.stringify(req.body ?? {}) }, 401);
  };
}

const noStore: RequestHandler = (_req, res, next) => {
  res.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
  next();
};

interface SignInPage {
  next: string;
  /** The fields of a form that was sent after the sign-in had ended, as JSON. */
  resume?: string;
  /** A form with a file was sent after the sign-in had ended. */
  fileLost?: boolean;
  email?: string;
  error?: string;
}

function showSignIn(res: Response, form: SignInPage, status = 200): Promise<void> {
  const empty = { resume: '', fileLost: false, email: '', error: '' };
  return page(res, 'auth/sign-in', { title: 'Logga in', ...empty, ...form }, status);
}

/** Goes on with the form that was sent, as if the sign-in had never ended. */
function resumePost(
  context: Context,
  req: Request,
  res: Response,
  session: string,
  next: string,
  resume: string,
): void {
  const body = readFields(resume);
  if (!body) return goTo(res, next);
  req.body = body;
  req.headers.cookie = `${sessionCookieName(context.config.baseUrl)}=${session}`;
  req.url = next;
  req.originalUrl = next;
  req.baseUrl = '';
  req.app(req, res);
}

/** The fields of a form, as our own sign-in page wrote them; undefined for anything else. */
function readFields(text: string): Record<string, unknown> | undefined {
  try {
    const fields = JSON.parse(text) as unknown;
    return typeof fields === 'object' && fields && !Array.isArray(fields) ? { ...fields } : undefined;
  } catch {
    return undefined;
  }
}

function sessionToken(context: Context, req: Request): string | undefined {
  return readCookie(req.headers.cookie, sessionCookieName(context.config.baseUrl));
}

function setSession(context: Context, res: Response, token: string): void {
  res.cookie(sessionCookieName(context.config.baseUrl), token, {
    ...cookieRules(context),
    maxAge: LONGEST_DAYS * 86_400_000,
  });
}

function cookieRules(context: Context) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: context.config.baseUrl.startsWith('https:'),
  } as const;
}
