import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addItems } from '../../server/agenda/actions.ts';
import { createMeeting } from '../../server/meetings/actions.ts';
import * as life from '../../server/meetings/life-actions.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { storeMeeting, storeMeetings } from '../support/calendar.ts';
import {
  allObjects,
  eventsOf,
  linesOf,
  mailed,
  nameOf,
  storeAllsorts,
  valueOf,
} from '../support/calendar-objects.ts';
import { formOf } from '../support/meetings.ts';
import { wrongHours } from '../support/onsets.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const USER = { id: null };
const feed = async () => (await app.get('/kalender/alla.ics')).text;
const oneOf = (text: string, name: string) =>
  eventsOf(text).map((event) => event.filter((line) => nameOf(line) === name));
const sequences = async () => oneOf(await feed(), 'SEQUENCE').map(([line]) => Number(valueOf(line!)));

it('21: keeps one random UID for the life of a meeting, the same in feed, file and mail', async () => {
  const slug = await createMeeting(
    app.context,
    { dates: ['2026-12-21', '2027-01-11'], theme: 'Boende' },
    USER,
  );
  const { dates } = await getMeeting(app.context.db, slug);
  const [first, second] = dates.map(({ uid }) => uid);
  expect(new Set([first, second]).size).toBe(2);
  for (const uid of [first, second])
    expect(uid).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  const uids = async (path: string) => oneOf((await app.get(path)).text, 'UID').flat();
  expect(await uids('/kalender.ics')).toEqual([`UID:${first}`, `UID:${second}`]);
  await life.decideDate(app.context, slug, dates[0]!.id, USER);
  await life.announceMeeting(app.context, slug, USER);
  const { slug: moved } = await life.moveMeeting(app.context, slug, '2026-12-28', USER);
  expect((await uids('/kalender.ics')).toSorted()).toEqual([`UID:${first}`, `UID:${second}`].toSorted());
  expect(await uids(`/moten/${moved}.ics`)).toContain(`UID:${first}`);
  expect(linesOf(await mailed(app, moved, 'REQUEST'), 'UID')).toEqual([`UID:${first}`]);
  await life.cancelMeeting(app.context, moved, '', USER);
  expect(linesOf(await mailed(app, moved, 'CANCEL'), 'UID')).toEqual([`UID:${first}`]);
  await life.reviveMeeting(app.context, moved, USER);
  expect(await uids('/kalender.ics')).toContain(`UID:${first}`);
});

it('22: stamps an entry with its last change, not with now', async () => {
  await storeAllsorts(app);
  const before = await feed();
  expect(oneOf(before, 'DTSTAMP')).toEqual([['DTSTAMP:20261121T100000Z']]);
  app.clock.now = '2026-12-01T08:00:00.000Z';
  expect(await feed()).toBe(before);
  await addItems(app.context, { slug: '2026-12-21', userId: 1 }, [{ title: 'Nytt', kind: 'talk' }]);
  expect(oneOf(await feed(), 'DTSTAMP')).toEqual([['DTSTAMP:20261201T080000Z']]);
});

it('23: writes what has happened in UTC', async () => {
  for (const [key, text] of Object.entries(await allObjects(app)))
    for (const event of eventsOf(text)) {
      const moments = event.filter((line) => ['DTSTAMP', 'CREATED', 'LAST-MODIFIED'].includes(nameOf(line)));
      expect([key, moments.length]).toEqual([key, 3]);
      for (const line of moments) expect(line).toMatch(/^[A-Z-]+:\d{8}T\d{6}Z$/);
    }
});

it('24: ties each time to a zone that stands in the same object', async () => {
  for (const [key, text] of Object.entries(await allObjects(app))) {
    expect([key, linesOf(text, 'TZID')]).toEqual([key, ['TZID:Europe/Stockholm']]);
    for (const event of eventsOf(text))
      expect([key, event.filter((line) => /^DT(START|END)/.test(line))]).toEqual([
        key,
        ['DTSTART;TZID=Europe/Stockholm:20261221T133000', 'DTEND;TZID=Europe/Stockholm:20261221T153000'],
      ]);
  }
});

const ROOT = new URL('../../', import.meta.url).href;
const PROCESS = `
const { startApp } = await import('${ROOT}test/support/app.ts');
const { storeMeeting } = await import('${ROOT}test/support/calendar.ts');
const { invitation } = await import('${ROOT}server/calendar/invitation.ts');
const { addLinks } = await import('${ROOT}server/calendar/subscribe-links.ts');
const { getMeetingById } = await import('${ROOT}server/meetings/queries.ts');
const { DEFAULT_SETTINGS: settings } = await import('${ROOT}server/settings/settings.ts');
const baseUrl = 'https://moten.example.org';
const app = await startApp({ BASE_URL: baseUrl });
const parts = [];
for (const date of ['2026-11-22', '2027-03-28', '2027-10-31']) {
  const id = await storeMeeting(app.context, { slug: date, dates: [{ date, uid: date }] });
  const meeting = await getMeetingById(app.context.db, id);
  const person = { name: 'Åsa', email: 'asa@example.org' };
  for (const method of ['REQUEST', 'CANCEL'])
    parts.push(invitation({ meeting, settings, baseUrl, organizer: person, attendee: person, method }));
  parts.push(JSON.stringify(addLinks(meeting, { settings, baseUrl, today: '2026-11-22' })));
  parts.push((await app.get('/moten/' + date + '.ics')).text);
}
for (const path of ['/kalender.ics', '/kalender/alla.ics']) parts.push((await app.get(path)).text);
process.stdout.write(parts.join('\\n=====\\n'));
await app.close();
`;

it('25: gives the same bytes whatever zone the process runs in', () => {
  const [utc, ...others] = ['UTC', 'America/New_York', 'Pacific/Auckland', 'Europe/Stockholm'].map((TZ) => {
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', PROCESS], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    expect(run.stderr).toBe('');
    return run.stdout;
  });
  expect(utc!.split('=====')).toHaveLength(14);
  expect(utc!.match(/DTSTART;TZID=Europe\/Stockholm:20270328T133000/g)).toHaveLength(5);
  for (const other of others) expect(other).toBe(utc);
});

it('26: describes the zone right for every hour of the years shown', async () => {
  await storeMeetings(
    app.context,
    ['2019-03-31', '2028-10-29'].map((date) => ({ slug: date, dates: [{ date, uid: date }] })),
  );
  const zone = /BEGIN:VTIMEZONE[\s\S]*END:VTIMEZONE\r\n/.exec(await feed())![0];
  expect(wrongHours(zone, 'Europe/Stockholm', 2019, 2028)).toEqual([]);
});

it('27: means the first of two equal hours, and takes no time that does not exist', async () => {
  await storeMeeting(app.context, { slug: '2027-03-28', dates: [{ date: '2027-03-28', uid: 'a' }] });
  await storeMeeting(app.context, {
    slug: '2027-10-31',
    start_time: '02:30',
    end_time: '03:30',
    dates: [{ date: '2027-10-31', uid: 'b' }],
  });
  expect(oneOf(await feed(), 'DTSTART')[1]).toEqual(['DTSTART;TZID=Europe/Stockholm:20271031T023000']);
  expect((await app.get('/moten/2027-10-31')).text).toContain('dates=20271031T003000Z%2F20271031T023000Z');
  await app.signIn();
  const answer = await app.post('/admin/moten/2027-03-28/redigera', { start: '02.30', end: '04.00' });
  expect(answer.status).toBe(422);
  expect(oneOf(await feed(), 'DTSTART')[0]).toEqual(['DTSTART;TZID=Europe/Stockholm:20270328T133000']);
});

it('28: ends after it begins, in the same form', async () => {
  await storeMeetings(app.context, [
    { slug: 'a', dates: [{ date: '2026-12-21', uid: 'a' }] },
    { slug: 'b', start_time: null, end_time: null, dates: [{ date: '2026-12-31', uid: 'b' }] },
    { slug: 'c', end_time: null, dates: [{ date: '2027-01-11', uid: 'c' }] },
  ]);
  const text = await feed();
  expect(
    eventsOf(text).map((event) => event.filter((line) => /^(DTSTART|DTEND|DURATION)/.test(line))),
  ).toEqual([
    ['DTSTART;TZID=Europe/Stockholm:20261221T133000', 'DTEND;TZID=Europe/Stockholm:20261221T153000'],
    ['DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270101'],
    ['DTSTART;TZID=Europe/Stockholm:20270111T133000'],
  ]);
  await app.signIn();
  const answer = await app.post('/admin/moten/a/redigera', { start: '15.30', end: '13.30' });
  expect([answer.status, await feed()]).toEqual([422, text]);
});

it('29: counts in whole numbers from nought', async () => {
  await createMeeting(app.context, { dates: ['2026-12-21'], theme: '' }, USER);
  expect(oneOf(await feed(), 'SEQUENCE')).toEqual([['SEQUENCE:0']]);
});

it('30: counts up when date, time, place or state changes, and never down', async () => {
  let slug = await createMeeting(app.context, { dates: ['2026-12-21'], theme: '' }, USER);
  await app.signIn();
  const edit = async (fields: Record<string, string>) => {
    const answer = await app.post(`/admin/moten/${slug}/redigera`, {
      ...(await formOf(app, slug)),
      ...fields,
    });
    expect(answer.status).toBe(303);
  };
  const steps: [string, () => Promise<unknown>][] = [
    ['place', () => edit({ place: 'Sal A' })],
    ['start', () => edit({ start: '14.00' })],
    ['end', () => edit({ end: '16.00' })],
    ['announced', () => life.announceMeeting(app.context, slug, USER)],
    ['moved', async () => (slug = (await life.moveMeeting(app.context, slug, '2026-12-28', USER)).slug)],
    ['cancelled', () => life.cancelMeeting(app.context, slug, 'Sjukdom.', USER)],
    ['revived', () => life.reviveMeeting(app.context, slug, USER)],
  ];
  for (const [index, [name, step]] of steps.entries()) {
    await step();
    expect([name, await sequences()]).toEqual([name, [index + 1]]);
  }
});

it('31: moves the stamps, and nothing else, when only the text changes', async () => {
  const slug = await createMeeting(app.context, { dates: ['2026-12-21'], theme: 'Boende' }, USER);
  await life.announceMeeting(app.context, slug, USER);
  const before = await sequences();
  await app.signIn();
  const { id } = await app.context.db.selectFrom('theme').select('id').executeTakeFirstOrThrow();
  const changes = [
    () => addItems(app.context, { slug, userId: 1 }, [{ title: 'Nytt', kind: 'talk' }]),
    () => app.post(`/admin/teman/${id}`, { title: 'Pengar', description: '' }),
  ];
  for (const [index, change] of changes.entries()) {
    app.clock.now = `2026-11-22T13:0${index}:00.000Z`;
    await change();
    const text = await feed();
    expect(await sequences()).toEqual(before);
    for (const name of ['DTSTAMP', 'LAST-MODIFIED'])
      expect(oneOf(text, name)).toEqual([[`${name}:20261122T130${index}00Z`]]);
  }
});
