import { Router, type Request } from 'express';
import type { Context } from '../context.ts';
import { countUsers } from '../auth/queries.ts';
import { keyedHash } from '../shared/tokens.ts';
import { METRICS_TYPE, metricsText, type Gauge } from './metrics.ts';
import { countMails, findLongestDue, listHeartbeats } from './queries.ts';

/** `/healthz`: the process answers. `/readyz`: the database does too. `/metrics`: only with METRICS_TOKEN, for who bears it. */
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
  const { metricsToken } = context.config;
  if (metricsToken)
    router.get('/metrics', async (req, res) => {
      if (!bears(context, req, metricsToken))
        return void res.status(401).set('WWW-Authenticate', 'Bearer').end();
      res.set('Content-Type', METRICS_TYPE).send(metricsText(await listGauges(context)));
    });
  return router;
}

/** RFC 6750. Hashes are compared, so that the time tells nothing. */
function bears({ key }: Context, req: Request, token: string): boolean {
  const given = /^Bearer (.{1,1000})$/.exec(req.get('Authorization') ?? '')?.[1] ?? '';
  return keyedHash(key, given) === keyedHash(key, token);
}

async function listGauges(context: Context): Promise<Gauge[]> {
  const { db } = context;
  const now = context.now();
  const seconds = (at: string | undefined) => (at ? (Date.parse(now) - Date.parse(at)) / 1000 : 0);
  const mails = (await countMails(db)).map(({ state, count }) => ({ labels: { state }, value: count }));
  const beats = (await listHeartbeats(db)).map(({ name, at }) => ({ labels: { name }, value: seconds(at) }));
  const longest = { value: seconds(await findLongestDue(db, now)) };
  const { rss } = process.memoryUsage();
  return [
    { name: 'gemensam_mails', help: 'Mails in the queue by state.', values: mails },
    {
      name: 'gemensam_mail_due_seconds',
      help: 'How long the oldest due mail has waited.',
      values: [longest],
    },
    { name: 'gemensam_heartbeat_age_seconds', help: 'Since a loop was last heard of.', values: beats },
    { name: 'process_resident_memory_bytes', help: 'Memory of the process.', values: [{ value: rss }] },
    { name: 'gemensam_uptime_seconds', help: 'Since the start.', values: [{ value: process.uptime() }] },
  ];
}
