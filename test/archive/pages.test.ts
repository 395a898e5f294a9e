import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { aSection, fillArchive, publish } from '../support/archive.ts';
import { plainRequest } from '../support/calendar.ts';
import { makeMeeting } from '../support/minutes.ts';

const FIXED = ['/', '/moten', '/teman', '/forslag', '/sok', '/sok?q=ebba', '/kalender', '/prenumerera'];
const ABOUT = ['/om', '/tillganglighet', '/integritet'];
/** Their titles say it all. */
const NO_DESCRIPTION = ['/tillganglighet', '/integritet', '/prenumerera'];
const MACHINES = [
  '/kalender.ics',
  '/kalender/alla.ics',
  '/feed.xml',
  '/feed.json',
  '/data/moten.json',
  '/data/moten.csv',
  '/sitemap.xml',
  '/robots.txt',
  '/healthz',
  '/readyz',
];

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const rowsOf = (text: string) =>
  [...text.matchAll(/<h3><a href="\/moten\/([^"]+)"/g)].map(([, slug]) => slug!);

it.each([0, 1, 500])('answers every address within a second with %i meetings', async (count) => {
  const slugs = await fillArchive(app.context, count, '2026-12-21');
  const ofMeetings = [slugs.at(0), slugs.at(-1)]
    .filter((slug) => slug !== undefined)
    .flatMap((slug) => ['', '.json', '.md', '.ics'].map((ending) => `/moten/${slug}${ending}`));
  const registers = count ? ['/teman/omradesarbete'] : [];
  if (count > 1) registers.push('/organisationer/exempelskolan');
  const pages = [...FIXED, '/moten?ar=2026', ...ABOUT, ...registers];
  const faults: string[] = [];
  for (const path of [...pages, ...MACHINES, ...ofMeetings]) {
    const begun = performance.now();
    const { status, text, headers } = await app.get(path);
    const time = performance.now() - begun;
    if (status !== 200 || time > 1000) faults.push(`${path}: ${status} in ${Math.round(time)} ms`);
    const html = headers.get('content-type')?.startsWith('text/html');
    if (html !== (pages.includes(path) || /^\/moten\/[\d-]+$/.test(path))) faults.push(`${path}: wrong type`);
    if (html && text.match(/<h1[ >]/g)?.length !== 1) faults.push(`${path}: not one h1`);
    if (html && !/<html lang="sv"[ >]/.test(text)) faults.push(`${path}: no language`);
    if (html && !/<title>[^<]{3,}<\/title>/.test(text)) faults.push(`${path}: no title`);
    if (
      html &&
      !path.startsWith('/sok') &&
      !/name="description" content="[^"]{10,}"/.test(text) &&
      !NO_DESCRIPTION.includes(path)
    )
      faults.push(`${path}: no description`);
    if (headers.getSetCookie().length) faults.push(`${path}: sets a cookie`);
    const head = await plainRequest(app.baseUrl + path, {}, 'HEAD');
    if (head.status !== 200 || head.text) faults.push(`${path}: HEAD ${head.status}`);
  }
  expect(faults).toEqual([]);
});

it('lists every meeting once, coming ones first to last and past ones newest first', async () => {
  const slugs = await fillArchive(app.context, 500, '2026-12-21');
  const coming = slugs.filter((slug) => slug >= '2026-11-22');
  const past = slugs.filter((slug) => slug < '2026-11-22').toReversed();
  const { text } = await app.get('/moten');
  const thisYear = past.filter((slug) => slug.startsWith('2026'));
  expect(rowsOf(text)).toEqual([...coming, ...thisYear]);
  const years = [...text.matchAll(/href="\/moten\?ar=(\d{4})"/g)].map(([, year]) => year!);
  const listed: string[] = [];
  for (const year of years) listed.push(...rowsOf((await app.get(`/moten?ar=${year}`)).text));
  expect(listed).toEqual(slugs.toReversed());
  expect(rowsOf((await app.get('/teman/omradesarbete')).text)).toEqual([...coming, ...past]);
  expect(rowsOf((await app.get('/organisationer/exempelskolan')).text)).toEqual(past);
});

it.each(['', 'alla', '99999', '-1', '2026%00', '2026&ar=2025', '%25', '202', 'constructor', '1066'])(
  'shows all of /moten for the year "%s" that it does not know',
  async (year) => {
    await fillArchive(app.context, 3, '2026-12-21');
    const known = await app.get('/moten');
    const answer = await app.get(`/moten?ar=${year}`);
    expect([answer.status, answer.text]).toEqual([200, known.text]);
  },
);

it('leads from each meeting to the one before and the one after, two on a day by their order', async () => {
  for (const date of ['2026-12-21', '2026-11-16', '2026-12-21'])
    await makeMeeting(app.context, { date, theme: 'Skolan' });
  const beside = async (slug: string) =>
    [...(await app.get(`/moten/${slug}`)).text.matchAll(/rel="(prev|next)" href="\/moten\/([^"]+)"/g)].map(
      ([, rel, to]) => `${rel} ${to}`,
    );
  expect(await beside('2026-11-16')).toEqual(['next 2026-12-21']);
  expect(await beside('2026-12-21')).toEqual(['prev 2026-11-16', 'next 2026-12-21-2']);
  expect(await beside('2026-12-21-2')).toEqual(['prev 2026-12-21']);
});

it('shows the minutes instead of the agenda, and says why they are gone', async () => {
  await app.signIn();
  const items = [{ title: 'Planerad punkt', kind: 'talk' as const }];
  const { id, slug } = await makeMeeting(app.context, {
    date: '2026-11-16',
    theme: 'Skolan',
    items,
    announced_at: '2026-11-01T08:00:00.000Z',
  });
  const seen = async () => {
    const { text } = await app.get(`/moten/${slug}`);
    return ['Planerad punkt', 'Ebba berättade', 'Fel namn stod med.', 'kommer senast'].filter((part) =>
      text.includes(part),
    );
  };
  expect(await seen()).toEqual(['Planerad punkt', 'kommer senast']);
  await publish(app.context, id, { sections: [aSection()] });
  expect(await seen()).toEqual(['Ebba berättade']);
  const done = await app.post(`/admin/moten/${slug}/avpublicering`, {
    reason: 'Fel namn stod med.',
  });
  expect(done.status).toBe(303);
  expect(await seen()).toEqual(['Planerad punkt', 'Fel namn stod med.']);
});

it('keeps the coming meetings of published minutes as they were', async () => {
  await app.signIn();
  await makeMeeting(app.context, { date: '2026-11-16', theme: 'Skolan' });
  await makeMeeting(app.context, { date: '2026-12-21', theme: 'Trygghet', state: 'tentative' });
  const slug = '/admin/moten/2026-11-16';
  await app.post(`${slug}/anteckningar`, { base: '0', count: '1', summary: '', 's0-markdown': 'Text.' });
  expect((await app.post(`${slug}/publicering`, { revision: '1' })).status).toBe(303);
  const upcoming = async () =>
    /<section id="kommande-moten">([\s\S]*?)<\/section>/.exec((await app.get('/moten/2026-11-16')).text)?.[1];
  const before = await upcoming();
  expect(before).toContain('<li>måndag 21 december 2026 (preliminärt): Trygghet</li>');
  await app.context.db.updateTable('theme').set({ title: 'Annat' }).execute();
  await app.context.db
    .updateTable('candidate_date')
    .set({ date: '2026-12-14' })
    .where('date', '=', '2026-12-21')
    .execute();
  expect(await upcoming()).toBe(before);
});

it('says quietly that an imported meeting of the past has no minutes here', async () => {
  await makeMeeting(app.context, {
    date: '2019-10-21',
    state: 'held',
    start_time: null,
    end_time: null,
    place: '',
    imported_at: '2026-11-01T08:00:00.000Z',
  });
  const { text } = await app.get('/moten/2019-10-21');
  expect(text).toContain('<p class="quiet">Det finns inga minnesanteckningar från mötet här.</p>');
  expect(text.match(/null|undefined|Preliminärt|Hitta hit|<dt>/)).toBeNull();
});

it('promises the minutes until the day when they should be out', async () => {
  await makeMeeting(app.context, { date: '2026-11-16' });
  const says = async (now: string) => {
    app.clock.now = now;
    return /<p class="quiet">([^<]*innesanteckningar[^<]*)</.exec(
      (await app.get('/moten/2026-11-16')).text,
    )?.[1];
  };
  expect(await says('2026-11-16T08:00:00.000Z')).toBeUndefined();
  const promise = 'Minnesanteckningarna kommer senast måndag 23 november 2026.';
  expect(await says('2026-11-17T08:00:00.000Z')).toBe(promise);
  expect(await says('2026-11-23T22:00:00.000Z')).toBe(promise);
  expect(await says('2026-11-24T08:00:00.000Z')).toBe('Det finns inga minnesanteckningar från mötet här.');
});

it('has no page for a theme or an organisation that belongs to no public meeting', async () => {
  await app.context.db
    .insertInto('theme')
    .values({ slug: 'hemligt', title: 'Hemligt', title_key: 'hemligt', created_at: app.clock.now })
    .execute();
  const paths = ['/teman/hemligt', '/teman/finns-inte', '/organisationer/x', '/moten/2026-01-01'];
  for (const path of paths) expect([path, (await app.get(path)).status]).toEqual([path, 404]);
  const proposal = { title: 'Hemligt', text: '', email: null, received_at: app.clock.now };
  await app.context.db
    .insertInto('proposal')
    .values({ ...proposal, state: 'planned', theme_id: 1, shown_at: app.clock.now, hidden_at: null })
    .execute();
  const { status, text } = await app.get('/teman/hemligt');
  expect([status, text.includes('Inget möte är bestämt än.')]).toEqual([200, true]);
});

it('leads from a meeting to the organisations that spoke, and to no others', async () => {
  const speaker = (organisation: string, answer: 'yes' | 'no' | 'waiting') => ({
    name: `Någon på ${organisation}`,
    role: null,
    organisation,
    answer,
  });
  const speakers = [speaker('Ja & co', 'yes'), speaker('Nej', 'no'), speaker('Kanske', 'waiting')];
  const items = [{ title: 'Punkt', kind: 'talk' as const, speakers }];
  const { id } = await makeMeeting(app.context, { date: '2026-11-16', items });
  const linked = async () =>
    [
      ...(await app.get('/moten/2026-11-16')).text.matchAll(/<a href="(\/organisationer\/[^"]*)">([^<]*)/g),
    ].map(([, path, name]) => [path, name]);
  expect(await linked()).toEqual([]);
  await app.context.db.updateTable('meeting').set({ announced_at: app.clock.now }).execute();
  const agreed = ['/organisationer/ja-co', 'Ja &amp; co'];
  expect(await linked()).toEqual([agreed]);
  await publish(app.context, id, { sections: [aSection()] });
  expect(await linked()).toEqual([['/organisationer/exempelskolan', 'Exempelskolan'], agreed]);
  for (const [path] of await linked()) expect((await app.get(path!)).status).toBe(200);
  await app.context.db.updateTable('minutes').set({ public_revision_id: null }).execute();
  expect(await linked()).toEqual([agreed]);
});
