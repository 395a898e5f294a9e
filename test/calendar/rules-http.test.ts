import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { CHANGED, plainRequest, storeMeeting } from '../support/calendar.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await storeMeeting(app.context, { themes: ['Boende'] });
});
afterEach(() => app.close());

const SUBSCRIBED = ['/kalender.ics', '/kalender/alla.ics', '/teman/boende.ics'];
const PATHS = [...SUBSCRIBED, '/moten/2026-12-21.ics'];
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  plainRequest(app.origin + path, headers, method);

it('49: answers a stranger at once, as a calendar', async () => {
  for (const path of PATHS) {
    const { status, headers } = await ask(path);
    expect([path, status, headers['content-type']]).toEqual([path, 200, 'text/calendar; charset=utf-8']);
  }
});

it('50: marks the bytes strongly, dates them by the last change, and repeats them', async () => {
  for (const path of PATHS) {
    const first = await ask(path);
    app.clock.now = '2026-11-22T19:00:00.000Z';
    const second = await ask(path);
    expect([path, second.text]).toEqual([path, first.text]);
    expect(first.headers['etag']).toMatch(/^"[\w-]{32}"$/);
    expect(second.headers['etag']).toBe(first.headers['etag']);
    expect(second.headers['last-modified']).toBe(new Date(CHANGED).toUTCString());
  }
  const etags = await Promise.all(PATHS.map(async (path) => (await ask(path)).headers['etag']));
  expect(new Set(etags).size).toBe(PATHS.length);
});

it('51: says that nothing is new by the mark alone, never by a date', async () => {
  for (const path of PATHS) {
    const { headers } = await ask(path);
    const [etag, modified] = [String(headers['etag']), String(headers['last-modified'])];
    const status = async (asked: Record<string, string>) => (await ask(path, asked)).status;
    for (const mark of [etag, `W/${etag}`, `"annan", ${etag}`]) {
      const { status, text, headers: same } = await ask(path, { 'if-none-match': mark });
      expect([mark, status, text, same['etag']]).toEqual([mark, 304, '', etag]);
    }
    expect(await status({ 'if-none-match': '"annan"', 'if-modified-since': modified })).toBe(200);
    expect(await status({ 'if-modified-since': modified })).toBe(200);
    expect(await status({ 'if-modified-since': 'Fri, 01 Jan 2038 00:00:00 GMT' })).toBe(200);
  }
});

it('52: may be kept for five minutes, by anybody, without a trace of the reader', async () => {
  for (const path of PATHS) {
    const { headers } = await ask(path);
    expect([
      path,
      headers['cache-control'],
      headers['x-content-type-options'],
      headers['set-cookie'],
    ]).toEqual([path, 'public, max-age=300, must-revalidate', 'nosniff', undefined]);
    expect(headers['content-disposition']).toBe(
      SUBSCRIBED.includes(path) ? 'inline' : 'attachment; filename="2026-12-21.ics"',
    );
  }
});

it('53: answers HEAD with the headers of GET', async () => {
  for (const path of PATHS) {
    const { headers } = await ask(path);
    const head = await ask(path, {}, 'HEAD');
    expect([path, head.status, head.text]).toEqual([path, 200, '']);
    const { date: _, ...same } = headers;
    expect(head.headers).toMatchObject(same);
  }
});

it('54: lets robots read the calendars', async () => {
  const { text } = await ask('/robots.txt');
  const closed = [...text.matchAll(/^Disallow: (\S+)$/gm)].map(([, path]) => path!);
  expect(closed.length).toBeGreaterThan(0);
  expect(PATHS.filter((path) => closed.some((prefix) => path.startsWith(prefix)))).toEqual([]);
});

it('55: offers each calendar its own way in, and the address itself', async () => {
  const { text } = await app.get('/kalender');
  const address = `${app.baseUrl}/kalender.ics`;
  const webcal = address.replace('http:', 'webcal:');
  const hrefs = [...text.matchAll(/href="((?:webcal|https):[^"]*)"/g)].map(([, href]) =>
    href!.replaceAll('&amp;', '&'),
  );
  const query = `url=${encodeURIComponent(address)}&name=Gemensam%20utvecklingsgrupp`;
  expect(hrefs).toEqual([
    webcal,
    `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`,
    `https://outlook.office.com/calendar/0/addfromweb?${query}`,
    `https://outlook.live.com/calendar/0/addfromweb?${query}`,
  ]);
  expect(text).not.toContain('webcals:');
  expect(text).toContain(`readonly value="${address}"`);
  const meeting = (await app.get('/moten/2026-12-21')).text;
  for (const start of [
    'https://calendar.google.com/calendar/render?action=TEMPLATE&amp;text=',
    'https://outlook.live.com/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&amp;rru=addevent&amp;startdt=2026-12-21T12%3A30%3A00Z&amp;enddt=',
    'https://outlook.office.com/calendar/0/deeplink/compose?path=',
  ])
    expect(meeting).toContain(`href="${start}`);
});
