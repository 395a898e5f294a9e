import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { addItems } from '../../server/agenda/actions.ts';
import { transaction } from '../../server/context.ts';
import {
  announceMeeting,
  cancelMeeting,
  decideDate,
  moveMeeting,
} from '../../server/meetings/life-actions.ts';
import { createMeeting } from '../../server/meetings/actions.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { mergeTheme, renameTheme } from '../../server/themes/actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { plainRequest, unfold } from '../support/calendar.ts';

let app: TestApp;
let folder: string;
let file: string;
let slug: string;
let userId: number;
const user = () => ({ id: userId });
const FEEDS = ['/kalender.ics', '/kalender/alla.ics', '/teman/privatekonomi.ics', '/moten/2026-12-21.ics'];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gemensam-feed-'));
  file = join(folder, 'gemensam.db');
  app = await startApp({ DATABASE: file });
  await app.signIn();
  userId = (await app.context.db.selectFrom('user').select('id').executeTakeFirstOrThrow()).id;
  slug = await createMeeting(app.context, { dates: ['2026-12-21'], theme: 'Privatekonomi' }, user());
  await announceMeeting(app.context, slug, user());
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

interface Seen {
  etag: string;
  text: string;
}

async function readAll(paths = FEEDS): Promise<Seen[]> {
  const answers: Seen[] = [];
  for (const path of paths) {
    const { status, headers, text } = await plainRequest(app.origin + path);
    expect([path, status]).toEqual([path, 200]);
    answers.push({ etag: String(headers['etag']), text });
  }
  return answers;
}

/** The same database asked by an app that has never answered: what the feeds must say. */
async function freshly(paths = FEEDS): Promise<string[]> {
  const other = await startApp({ DATABASE: file, BASE_URL: app.baseUrl });
  other.clock.now = app.clock.now;
  try {
    const texts: string[] = [];
    for (const path of paths) texts.push((await other.get(path)).text);
    return texts;
  } finally {
    await other.close();
  }
}

/** After the change every feed is what a fresh app says, and no reader that has the former text hears 304. */
async function expectNew(before: Seen[], paths = FEEDS): Promise<void> {
  const after = await readAll(paths);
  expect(after.map(({ text }) => text)).toEqual(await freshly(paths));
  for (const [index, path] of paths.entries()) {
    const asked = { 'if-none-match': before[index]!.etag };
    const { status } = await plainRequest(app.origin + path, asked);
    expect([path, status]).toEqual([path, 200]);
    expect(after[index]!.etag).not.toBe(before[index]!.etag);
  }
}

const later = () => (app.clock.now = '2026-11-22T12:00:00.400Z');
const meetingNow = () => getMeeting(app.context.db, slug);

const CHANGES: [string, () => Promise<unknown>][] = [
  ['an agenda item', () => addItems(app.context, { slug, userId }, [{ title: 'Pengar', kind: 'talk' }])],
  ['a cancelling', () => cancelMeeting(app.context, slug, 'Sjukdom.', user())],
  [
    'the name of the group',
    () => transaction(app.context, (trx) => saveSettings(trx, { groupName: 'Nya gruppen' }, app.clock.now)),
  ],
  [
    'a new spelling of the theme',
    async () => {
      const { id } = (await meetingNow()).themes[0]!;
      const values = { title: 'PrivatEkonomi', description: '' };
      expect(await renameTheme(app.context, id, values, userId)).toEqual({});
    },
  ],
  [
    'a row written by hand, without any time of change',
    () => app.context.db.updateTable('theme').set({ title: 'Pengar' }).execute(),
  ],
  [
    'a deleted agenda item',
    () => app.context.db.deleteFrom('agenda_item').where('title', '=', 'Övriga frågor').execute(),
  ],
];

it.each(CHANGES)('shows %s at once, also twice within one second', async (_name, change) => {
  const before = await readAll();
  await change();
  await expectNew(before);
  const between = await readAll();
  later();
  await app.context.db.updateTable('meeting').set({ place: 'Sal B' }).where('slug', '=', slug).execute();
  await expectNew(between);
});

it('shows what another process has written', async () => {
  const before = await readAll();
  const other = openDatabase(file);
  try {
    await other.db.updateTable('meeting').set({ place: 'Skrivet av en annan' }).execute();
    await expectNew(before);
    expect((await readAll())[0]!.text).toContain('Skrivet av en annan');
    const between = await readAll();
    await other.db.deleteFrom('meeting_theme').execute();
    await expectNew(between, ['/kalender.ics', '/kalender/alla.ics']);
  } finally {
    await other.db.destroy();
  }
});

it('keeps nothing that changed while a request was on its way', async () => {
  await readAll();
  const { context } = app;
  const other = openDatabase(file);
  const { now } = context;
  let written = false;
  context.now = () => {
    if (!written) {
      written = true;
      const insert = 'insert into setting (key, value, changed_at) values (?, ?, ?)';
      other.sqlite.prepare(insert).run('groupName', '"Skrivet mitt i"', now());
    }
    return now();
  };
  try {
    await readAll(['/kalender.ics']);
    expect(written).toBe(true);
    expect((await readAll()).map(({ text }) => text)).toEqual(await freshly());
  } finally {
    context.now = now;
    await other.db.destroy();
  }
});

it('shows a meeting that was moved, and one whose date was decided', async () => {
  const two = { dates: ['2027-05-24', '2027-06-01'], theme: 'Privatekonomi' };
  const undecided = await createMeeting(app.context, two, user());
  const paths = FEEDS.slice(0, 3);
  const before = await readAll(paths);
  const { dates } = await getMeeting(app.context.db, undecided);
  await decideDate(app.context, undecided, dates[1]!.id, user());
  await expectNew(before, paths);
  expect(unfold((await readAll(paths))[2]!.text).filter((line) => line.includes('Utgår'))).toEqual([
    'SUMMARY:Utgår: mötet är 1 juni',
  ]);
  const decided = await readAll(paths);
  await moveMeeting(app.context, slug, '2026-12-28', user());
  await expectNew(decided, paths);
  expect((await plainRequest(`${app.origin}/moten/2026-12-21.ics`)).headers['location']).toBe(
    '/moten/2026-12-28.ics',
  );
});

it('lets the window of 60 days move with the day of the group', async () => {
  const paths = ['/kalender.ics'];
  app.clock.now = '2027-02-19T22:59:59.000Z';
  const lastDay = await readAll(paths);
  expect(lastDay[0]!.text).toContain('DTSTART;TZID=Europe/Stockholm:20261221');
  app.clock.now = '2027-02-19T23:00:00.000Z';
  await expectNew(lastDay, paths);
  expect((await readAll(paths))[0]!.text).not.toContain('BEGIN:VEVENT');
});

it('follows a theme that was renamed or merged away', async () => {
  await createMeeting(app.context, { dates: ['2027-01-18'], theme: 'Boende' }, user());
  const get = (path: string) => plainRequest(app.origin + path);
  expect((await get('/teman/boende.ics')).text).toContain('NAME:Gemensam utvecklingsgrupp: Boende\r\n');
  const themes = await app.context.db.selectFrom('theme').select(['id', 'title']).orderBy('id').execute();
  expect(themes.map(({ title }) => title)).toEqual(['Privatekonomi', 'Boende']);
  await mergeTheme(app.context, themes[1]!.id, themes[0]!.id, userId);
  const merged = await get('/teman/boende.ics');
  expect([merged.status, merged.headers['location']]).toEqual([301, '/teman/privatekonomi.ics']);
  expect((await get('/teman/privatekonomi.ics')).text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
});

it('stays warm while mail is delivered and people sign in', async () => {
  const number = async () =>
    (await app.context.db.selectFrom('public_revision').select('number').executeTakeFirstOrThrow()).number;
  const before = await number();
  const row = { name: 'delivery', at: app.clock.now, pid: 1 };
  await app.context.db.insertInto('heartbeat').values(row).execute();
  await app.context.db.updateTable('session').set({ last_seen_at: app.clock.now }).execute();
  await app.context.db.insertInto('attempt').values({ key: 'x', at: app.clock.now }).execute();
  expect(await number()).toBe(before);
  await app.context.db.updateTable('meeting').set({ place: 'x' }).execute();
  expect(await number()).toBe(before + 1);
});

it('takes back what was not committed', async () => {
  const before = await readAll();
  const failed = transaction(app.context, async (trx) => {
    await trx.updateTable('meeting').set({ place: 'Aldrig' }).execute();
    throw new Error('not this time');
  });
  await expect(failed).rejects.toThrow('not this time');
  expect(await readAll()).toEqual(before);
});
