import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillDemo } from '../../server/demo/actions.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

const ENTRANCES = [
  '/',
  '/moten',
  '/forslag',
  '/kalender',
  '/prenumerera',
  '/sok?q=paraplyer',
  '/om',
  '/tillganglighet',
  '/integritet',
];

function linksOn(html: string): string[] {
  const found = [...html.matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, path]) =>
    path!.replaceAll('&amp;', '&'),
  );
  return [...new Set(found)];
}

/** Every page that can be reached in `levels` steps, with its status. */
async function follow(entrances: string[], levels: number, skip: RegExp): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  let next = entrances;
  for (let level = 0; level <= levels; level++) {
    const found = new Set<string>();
    for (const path of next) {
      const { status, text, headers } = await app.get(path);
      seen.set(path, status);
      if (headers.get('content-type')?.startsWith('text/html'))
        linksOn(text).forEach((link) => found.add(link));
    }
    next = [...found].filter((path) => !seen.has(path) && !skip.test(path));
  }
  return seen;
}

const wrong = (seen: Map<string, number>) => [...seen].filter(([, status]) => status !== 200);

test('every page of the demo that the public can reach answers', async () => {
  await fillDemo(app.context);
  const seen = await follow(ENTRANCES, 2, /^\/admin/);
  expect(wrong(seen)).toEqual([]);
  const meetings = [...seen.keys()].filter((path) => /^\/moten\/\d{4}-\d\d-\d\d$/.test(path));
  expect(meetings.length).toBe(19);
});

test("every page of the secretary's side answers", async () => {
  const { email, password } = await fillDemo(app.context);
  expect((await app.post('/admin/logga-in', { email, password })).status).toBe(303);
  const seen = await follow(['/admin', '/admin/utskick'], 2, /^(?!\/admin)/);
  expect(wrong(seen)).toEqual([]);
  expect(seen.size).toBeGreaterThan(40);
});
