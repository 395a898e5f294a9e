import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { plainRequest, storeMeeting, storeMeetings, unfold } from '../support/calendar.ts';
import { aSection, publish } from '../support/archive.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const ask = (path: string, headers = {}, method = 'GET') => plainRequest(app.origin + path, headers, method);
const uids = (text: string) =>
  unfold(text)
    .filter((line) => line.startsWith('UID:'))
    .map((line) => line.slice(4));
const onDate = (date: string, themes: string[]) => ({ slug: date, themes, dates: [{ date, uid: date }] });

it('gives a theme a calendar of all its meetings, old ones too, under its own name', async () => {
  await storeMeetings(app.context, [
    onDate('2014-03-10', ['Boende']),
    onDate('2026-12-21', ['Privatekonomi', 'Boende']),
    onDate('2027-01-18', ['Privatekonomi']),
  ]);
  const { status, text, headers } = await ask('/teman/boende.ics');
  expect([status, uids(text)]).toEqual([200, ['2014-03-10', '2026-12-21']]);
  expect(unfold(text).slice(0, text.split('\r\n').indexOf('BEGIN:VTIMEZONE'))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Gemensam//Gemensam 1.0//SV',
    'CALSCALE:GREGORIAN',
    'NAME:Gemensam utvecklingsgrupp: Boende',
    'X-WR-CALNAME:Gemensam utvecklingsgrupp: Boende',
    `URL:${app.baseUrl}/teman/boende`,
    `SOURCE:${app.baseUrl}/teman/boende.ics`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
  ]);
  expect(headers['content-disposition']).toBe('inline');
  const etag = String(headers['etag']);
  expect((await ask('/teman/boende.ics', { 'if-none-match': etag })).status).toBe(304);
  const head = await ask('/teman/boende.ics', {}, 'HEAD');
  expect([head.status, head.text, head.headers['etag']]).toEqual([200, '', etag]);
});

it('lets no name make a line of its own', async () => {
  await storeMeeting(app.context, { themes: ['Tema'] });
  await app.context.db.updateTable('theme').set({ title: 'A;b,\\c\r\nX-EVIL:1\u2028' }).execute();
  const { text } = await ask('/teman/tema.ics');
  expect(unfold(text).filter((line) => /^(NAME|X-EVIL)/.test(line))).toEqual([
    'NAME:Gemensam utvecklingsgrupp: A\\;b\\,\\\\c X-EVIL:1',
  ]);
});

it('leads from a renamed theme and organisation to today’s calendar, and knows no others', async () => {
  const id = await storeMeeting(app.context, { themes: ['Skolan'], announced_at: app.clock.now });
  await publish(app.context, id, { sections: [aSection()] });
  await app.post('/admin/teman/1', { title: 'Skola & fritid', description: '' });
  const organisation = await app.context.db.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
  await app.post(`/admin/medverkande/organisationer/${organisation.id}`, { name: 'Nya skolan' });
  const leads = async (path: string) => {
    const { status, headers } = await ask(path);
    return [status, headers['location'], headers['content-disposition']];
  };
  expect(await leads('/teman/skolan.ics')).toEqual([301, '/teman/skola-fritid.ics', undefined]);
  const moved = '/organisationer/nya-skolan.ics';
  expect(await leads('/organisationer/exempelskolan.ics')).toEqual([301, moved, undefined]);
  expect(await leads(moved)).toEqual([200, undefined, 'inline']);
  for (const path of ['/teman/x.ics', '/organisationer/x.ics', '/moten/2001-01-01.ics', '/teman/.ics'])
    expect([path, ...(await leads(path))]).toEqual([path, 404, undefined, undefined]);
});

it('lists an organisation’s meetings exactly as its page, from the moment when a speaker says yes', async () => {
  const id = await storeMeeting(app.context, { items: ['Vår skola'], announced_at: app.clock.now });
  const item = await app.context.db.selectFrom('agenda_item').select('id').executeTakeFirstOrThrow();
  const path = `/admin/moten/2026-12-21/dagordning/${item.id}/medverkande`;
  const speaker = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan' };
  expect((await app.post(path, speaker)).status).toBe(303);
  const statuses = async () => [
    (await ask('/organisationer/exempelskolan')).status,
    (await ask('/organisationer/exempelskolan.ics')).status,
  ];
  expect(await statuses()).toEqual([404, 404]);
  await app.context.db.updateTable('agenda_speaker').set({ answer: 'yes' }).execute();
  expect(await statuses()).toEqual([200, 200]);
  const { text } = await ask('/organisationer/exempelskolan.ics');
  expect(uids(text)).toEqual(['3f0c5a4e-0000-4000-8000-000000000001']);
  expect(text).toContain('NAME:Gemensam utvecklingsgrupp: Exempelskolan\r\n');
  expect(text).not.toContain('Ebba');
  await app.context.db.updateTable('agenda_speaker').set({ answer: 'no' }).execute();
  expect(await statuses()).toEqual([404, 404]);
  expect(id).toBe(1);
});

const forgets: [string, (db: TestApp['context']['db']) => Promise<unknown>][] = [
  ['withdrawn minutes', (db) => db.updateTable('minutes').set({ public_revision_id: null }).execute()],
  ['minutes without it', (db) => db.deleteFrom('minutes_organisation').execute()],
  ['meetings that are gone', (db) => db.deleteFrom('meeting').execute()],
];

it.each(forgets)('forgets an organisation with %s', async (_name, change) => {
  const { db } = app.context;
  const id = await storeMeeting(app.context, { items: ['Vår skola'] });
  await publish(app.context, id, { sections: [aSection()] });
  const statuses = async () => [
    (await ask('/organisationer/exempelskolan')).status,
    (await ask('/organisationer/exempelskolan.ics')).status,
  ];
  expect(await statuses()).toEqual([200, 200]);
  await db.updateTable('organisation').set({ name: 'Exempelskolan Norr' }).execute();
  expect((await ask('/organisationer/exempelskolan.ics')).text).toContain(': Exempelskolan Norr\r\n');
  await change(db);
  expect(await statuses()).toEqual([404, 404]);
});

it('forgets an organisation that a speaker has left', async () => {
  const { db } = app.context;
  await storeMeeting(app.context, { items: ['Vår skola'], announced_at: app.clock.now });
  const organisation = { slug: 'norr', name: 'Norr', name_key: 'norr', created_at: app.clock.now };
  await db.insertInto('organisation').values(organisation).execute();
  const speaker = { name: 'Ebba', role: null, organisation_id: 1, created_at: app.clock.now };
  await db.insertInto('speaker').values(speaker).execute();
  const printed = { agenda_item_id: 1, position: 0, speaker_id: 1, name: 'Ebba', answer: 'yes' } as const;
  await db.insertInto('agenda_speaker').values(printed).execute();
  expect((await ask('/organisationer/norr.ics')).status).toBe(200);
  await db.updateTable('speaker').set({ organisation_id: null }).execute();
  expect((await ask('/organisationer/norr.ics')).status).toBe(404);
});

it.each([1, 500])('holds %i meetings of one theme', async (count) => {
  const first = Temporal.PlainDate.from('2026-11-23');
  const dates = Array.from({ length: count }, (_, index) => first.add({ days: index }).toString());
  await storeMeetings(
    app.context,
    dates.map((date) => onDate(date, ['Boende'])),
  );
  expect(uids((await ask('/teman/boende.ics')).text)).toEqual(dates);
});

it('shows a theme without meetings that a proposal became as an empty calendar', async () => {
  const theme = { slug: 'boende', title: 'Boende', title_key: 'boende', created_at: app.clock.now };
  await app.context.db.insertInto('theme').values(theme).execute();
  expect((await ask('/teman/boende.ics')).status).toBe(404);
  const proposal = { title: 'Boende', state: 'planned', theme_id: 1 } as const;
  const shown = { received_at: app.clock.now, shown_at: app.clock.now };
  await app.context.db
    .insertInto('proposal')
    .values({ ...proposal, ...shown })
    .execute();
  const { status, text } = await ask('/teman/boende.ics');
  expect([status, uids(text)]).toEqual([200, []]);
  await app.context.db.updateTable('proposal').set({ hidden_at: app.clock.now }).execute();
  expect((await ask('/teman/boende.ics')).status).toBe(404);
});

it('offers the calendars on the pages of themes and organisations', async () => {
  await storeMeeting(app.context, { themes: ['Boende'] });
  const { text } = await app.get('/teman/boende');
  const webcal = `${app.baseUrl.replace('http:', 'webcal:')}/teman/boende.ics`;
  expect(text).toContain(`href="${webcal}">Få temats möten i kalendern</a>`);
  expect(text).toContain(`<a href="${app.baseUrl}/teman/boende.ics">${app.baseUrl}/teman/boende.ics</a>`);
});
