import { Router } from 'express';
import type { Context } from '../context.ts';
import { countUsers } from '../auth/queries.ts';

/** `/healthz`: the process answers. `/readyz`: the database does too. */
export function healthRoutes(context: Context): Router {
  const router = Router();
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/healthz', (_req, res) => void res.type('text/plain').send('ok\n'));
  router.get('/readyz', async (_req, res) => {
    try {
      await countUsers(context.db);
      res.type('text/plain').send('ok\n');
    } catch {
      res.status(503).type('text/plain').send('database\n');
    }
  });
  return router;
}
