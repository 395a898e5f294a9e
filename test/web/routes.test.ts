import type { Router } from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invitationToken } from '../../server/invitations/invitation-link.ts';
import { answerToken } from '../../server/answers/answer-link.ts';
import { createApp } from '../../server/app.ts';
import { insertOneTimeLink } from '../../server/auth/queries.ts';
import { transaction } from '../../server/context.ts';
import { fillDemo } from '../../server/demo/actions.ts';
import { followUpToken } from '../../server/follow-ups/follow-up-link.ts';
import { randomToken, standingToken, tokenHash } from '../../server/shared/tokens.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let samples: Record<string, string>;
beforeAll(async () => {
  app = await startApp();
  await fillDemo(app.context);
  samples = await findSamples();
});
afterAll(() => app.close());

interface Listed {
  path: unknown;
  methods?: string[];
  router?: Listing;
}
type Listing = Router & { listRoutes: () => Listed[] };

/** "GET /moten/:slug" for all that the app answers, read from its own routers. */
function routesOf(router: Listing, prefix = ''): string[] {
  return router.listRoutes().flatMap(({ path, methods, router: inner }) => {
    if (typeof path !== 'string') throw new TypeError('A path that is no text escapes this test.');
    const whole = `${prefix}${path === '/' ? '' : path}`;
    return inner ? routesOf(inner, whole) : (methods ?? []).map((method) => `${method} ${whole || '/'}`);
  });
}

const routes = () => routesOf(createApp(app.context).router as unknown as Listing).sort();
const isAdmin = (route: string) => / \/admin(\/|$)/.test(route);

/** What anybody may ask for; a new public route must be put here on purpose. */
const PUBLIC = [
  'GET /',
  'GET /data',
  'GET /data/moten.csv',
  'GET /data/moten.json',
  'GET /data/schema.json',
  'GET /feed.json',
  'GET /feed.xml',
  'GET /forslag',
  'GET /forslag/:id',
  'GET /forslag/bekrafta/:token',
  'GET /forslag/mejl/:token',
  'GET /healthz',
  'GET /integritet',
  'GET /kalender',
  'GET /kalender.ics',
  'GET /kalender/alla.ics',
  'GET /medverkan/:token',
  'GET /medverkan/:token.ics',
  'GET /medverkan/:token/material',
  'GET /medverkan/:token/samtycke',
  'GET /medverkan/:token/utkast',
  'GET /moten',
  'GET /moten/:slug',
  'GET /moten/:slug.docx',
  'GET /moten/:slug.ics',
  'GET /moten/:slug.json',
  'GET /moten/:slug.md',
  'GET /om',
  'GET /organisationer/:slug',
  'GET /organisationer/:slug.ics',
  'GET /prenumeration/:token',
  'GET /prenumeration/:token/avsluta',
  'GET /prenumeration/:token/uppgifter',
  'GET /prenumeration/bekrafta/:token',
  'GET /prenumerera',
  'GET /readyz',
  'GET /robots.txt',
  'GET /sitemap.xml',
  'GET /sok',
  'GET /svar/:token',
  'GET /teman',
  'GET /teman/:slug',
  'GET /teman/:slug.ics',
  'GET /teman/:slug/allt',
  'GET /teman/:slug/allt.md',
  'GET /tillganglighet',
  'GET /underlag',
  'GET /underlag/:id',
  'GET /underlag/:id/fil',
  'GET /uppfoljning/:token',
  'GET /uppfoljningar',
  'POST /forslag',
  'POST /forslag/:id/erbjudande',
  'POST /forslag/:id/stod',
  'POST /forslag/bekrafta/:token',
  'POST /forslag/mejl/:token',
  'POST /medverkan/:token',
  'POST /medverkan/:token/material',
  'POST /medverkan/:token/material/:id/borttagning',
  'POST /medverkan/:token/samtycke',
  'POST /medverkan/:token/utkast',
  'POST /prenumeration/:token',
  'POST /prenumeration/:token/avsluta',
  'POST /prenumeration/bekrafta/:token',
  'POST /prenumerera',
  'POST /svar/:token',
  'POST /svar/:token/borttagning',
  'POST /uppfoljning/:token',
];
const SIGN_IN = [
  'GET /admin/forsta/:token',
  'GET /admin/logga-in',
  'POST /admin/forsta/:token',
  'POST /admin/logga-in',
  'POST /admin/logga-ut',
];

async function findSamples(): Promise<Record<string, string>> {
  const { db, key } = app.context;
  const minutes = await db
    .selectFrom('minutes')
    .innerJoin('meeting', 'meeting.id', 'minutes.meeting_id')
    .select('slug')
    .executeTakeFirstOrThrow();
  const theme = await db.selectFrom('theme').select('slug').executeTakeFirstOrThrow();
  const organisation = await db.selectFrom('organisation').select('slug').executeTakeFirstOrThrow();
  const reader = await db
    .selectFrom('subscriber')
    .select(['id', 'link_generation'])
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  const speaker = await db
    .selectFrom('agenda_speaker')
    .select(['id', 'link_generation'])
    .executeTakeFirstOrThrow();
  const meeting = await db.selectFrom('meeting').select('id').executeTakeFirstOrThrow();
  const confirm = randomToken();
  const link = { purpose: 'confirm-subscription', subject_id: reader.id, expires_at: '2999' } as const;
  await transaction(app.context, (trx) =>
    insertOneTimeLink(trx, { ...link, token_hash: tokenHash(confirm), created_at: app.clock.now }),
  );
  const proposer = await db
    .selectFrom('proposal')
    .select(['id', 'link_generation'])
    .where('email', 'is not', null)
    .executeTakeFirstOrThrow();
  const asked = { purpose: 'confirm-proposal', subject_id: proposer.id, expires_at: '2999' } as const;
  await transaction(app.context, (trx) =>
    insertOneTimeLink(trx, { ...asked, token_hash: tokenHash(`${confirm}p`), created_at: app.clock.now }),
  );
  const document = await db
    .selectFrom('document')
    .select('id')
    .where('agenda_speaker_id', 'is', null)
    .where('file_name', 'is not', null)
    .executeTakeFirstOrThrow();
  const { id, link_generation } = proposer;
  return {
    '/forslag/bekrafta/:token': `/forslag/bekrafta/${confirm}p`,
    '/forslag/mejl/:token': `/forslag/mejl/${standingToken(key, 'proposal', id, link_generation)}`,
    '/teman/:slug': `/teman/${theme.slug}`,
    '/organisationer/:slug': `/organisationer/${organisation.slug}`,
    '/prenumeration/bekrafta/:token': `/prenumeration/bekrafta/${confirm}`,
    '/medverkan/:token': `/medverkan/${invitationToken(app.context, speaker)}`,
    '/svar/:token': `/svar/${answerToken(app.context, reader, meeting.id)}`,
    '/underlag/:id': `/underlag/${document.id}`,
    '/uppfoljning/:token': `/uppfoljning/${followUpToken(app.context, { id: 1, link_generation: 1 })}`,
    ':slug': minutes.slug,
    ':token': standingToken(key, 'subscription', reader.id, reader.link_generation),
  };
}

function addressOf(path: string): string {
  const filled = Object.entries(samples).reduce((text, [from, to]) => text.replace(from, to), path);
  return filled.replace(/:\w+/g, '1');
}

it('has no public route but these', () => {
  expect(routes().filter((route) => !isAdmin(route) && !route.startsWith('HEAD '))).toEqual(PUBLIC);
});

it('asks a stranger to sign in everywhere under /admin, and changes nothing', async () => {
  const guarded = routes().filter(
    (route) => isAdmin(route) && !SIGN_IN.includes(route.replace(/^HEAD/, 'GET')),
  );
  expect(guarded.filter((route) => route.startsWith('POST ')).length).toBeGreaterThan(40);
  const before = app.bytes();
  for (const route of [...guarded, 'GET /admin/finns-inte', 'POST /admin/moten/1/x', 'GET /admin//moten']) {
    const [method = '', path = ''] = route.split(' ');
    const address = addressOf(path);
    for (const variant of [address, `${address}/`, address.replace('/admin', '/ADMIN')]) {
      const answer = method === 'POST' ? await app.post(variant, { title: 'x' }) : await ask(method, variant);
      expect([route, variant, answer.status]).toEqual([route, variant, 401]);
    }
  }
  expect(app.bytes().equals(before)).toBe(true);
});

it('leaves every byte of the database as it was when anybody reads', async () => {
  const before = app.bytes();
  for (const path of PUBLIC.filter((route) => route.startsWith('GET ')).map((route) => route.slice(4)))
    for (const method of ['GET', 'HEAD']) {
      const query = path === '/sok' ? '?q=paraplyer' : '';
      const { status } = await ask(method, addressOf(path) + query);
      expect([method, path, status, app.bytes().equals(before)]).toEqual([method, path, 200, true]);
    }
});

async function ask(method: string, path: string): Promise<{ status: number }> {
  return fetch(app.baseUrl + path, { method, redirect: 'manual' });
}
