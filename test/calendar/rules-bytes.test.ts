import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { storeMeeting, unfold } from '../support/calendar.ts';
import {
  ATTENDEE,
  ONLINE,
  allObjects,
  eventsOf,
  linesOf,
  mailed,
  nameOf,
  storeAllsorts,
  valueOf,
  type Objects,
} from '../support/calendar-objects.ts';

let filled: TestApp;
let objects: Objects;
beforeAll(async () => {
  filled = await startApp();
  objects = await allObjects(filled);
});
afterAll(() => filled.close());
let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const entriesOf = () => Object.entries(objects);

it('1: is UTF-8 without a mark, and says so', async () => {
  await storeAllsorts(app);
  for (const path of ['/kalender.ics', '/moten/2026-12-21.ics']) {
    const answer = await fetch(app.origin + path);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    expect(text.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
    expect(text).toContain('å😀e\u0301');
  }
});

it('2: breaks lines with CRLF only', () => {
  for (const [name, text] of entriesOf())
    expect([name, /[\r\n]/.test(text.replaceAll('\r\n', ''))]).toEqual([name, false]);
});

it('3: ends the last line too', () => {
  for (const [name, text] of entriesOf())
    expect([name, text.slice(-17)]).toEqual([name, '\r\nEND:VCALENDAR\r\n']);
});

it('4: folds at 75 octets, between characters', async () => {
  const place = 'å😀e\u0301'.repeat(60);
  await storeMeeting(app.context, { place });
  const bytes = Buffer.from(await (await fetch(`${app.origin}/kalender.ics`)).arrayBuffer());
  const lines = bytes.toString('latin1').split('\r\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75);
  expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(71);
  const strict = new TextDecoder('utf-8', { fatal: true });
  for (const line of lines) strict.decode(Buffer.from(line, 'latin1'));
  expect(linesOf(bytes.toString(), 'LOCATION')).toEqual([`LOCATION:${place}`]);
  for (const text of Object.values(objects))
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

it('5: holds no control characters', async () => {
  await storeAllsorts(app, 'a\u0000b\u0007c\u000bd\u007fe\u0085f\ufeffg');
  const texts = [
    (await app.get('/kalender.ics')).text,
    await mailed(app, '2026-12-21', 'REQUEST'),
    ...Object.values(objects),
  ];
  // oxlint-disable-next-line no-control-regex
  for (const text of texts)
    expect(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]/.test(text)).toBe(false);
  expect(linesOf(texts[0]!, 'LOCATION')).toHaveLength(1);
});

it('6: is one calendar, balanced, without empty lines', () => {
  for (const [name, text] of entriesOf()) {
    const open: string[] = [];
    for (const line of unfold(text)) {
      expect([name, line]).not.toEqual([name, '']);
      if (nameOf(line) === 'BEGIN') open.push(valueOf(line));
      if (nameOf(line) === 'END') expect([name, open.pop()]).toEqual([name, valueOf(line)]);
    }
    expect([name, open, linesOf(text, 'BEGIN').filter((line) => line === 'BEGIN:VCALENDAR').length]).toEqual([
      name,
      [],
      1,
    ]);
  }
});

const BREAKS = [
  '\r\n',
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u000b',
  '\u000c',
  '\\n',
  'END:VEVENT\r\nBEGIN:VEVENT\r\n',
];

it('7: lets no typed text make a line of its own, in any field', async () => {
  const names = (text: string) => unfold(text).map(nameOf);
  const texts = async () => {
    const { slug } = await app.context.db.selectFrom('theme').select('slug').executeTakeFirstOrThrow();
    const [feed, theme] = [await app.get('/kalender.ics'), await app.get(`/teman/${slug}.ics`)];
    return [feed.text, theme.text, await mailed(app, '2026-12-21', 'REQUEST')];
  };
  const id = await storeAllsorts(app);
  const { db } = app.context;
  const plain = (await texts()).map(names);
  for (const mark of BREAKS) {
    const nasty = `x${mark}X-EVIL:1`;
    const row = { place: nasty, online: `${ONLINE} ${nasty}`, description: nasty };
    await db.updateTable('meeting').set(row).where('id', '=', id).execute();
    await db.updateTable('theme').set({ title: nasty }).execute();
    await db.updateTable('meeting_theme').set({ part: nasty }).execute();
    await db.updateTable('agenda_item').set({ title: nasty }).execute();
    const setting = { key: 'groupName', value: JSON.stringify(nasty), changed_at: app.clock.now };
    await db
      .insertInto('setting')
      .values(setting)
      .onConflict((conflict) => conflict.column('key').doUpdateSet(setting))
      .execute();
    const held = ATTENDEE.name;
    ATTENDEE.name = nasty;
    expect([mark, (await texts()).map(names)]).toEqual([mark, plain]);
    ATTENDEE.name = held;
  }
});

it('8: escapes text once', async () => {
  await storeAllsorts(app, 'a\\b;c,d');
  const setting = { key: 'groupName', value: '"G;r,u\\\\pp"', changed_at: app.clock.now };
  await app.context.db.insertInto('setting').values(setting).execute();
  const { text } = await app.get('/kalender.ics');
  expect(linesOf(text, 'NAME', 'X-WR-CALNAME', 'LOCATION', 'CATEGORIES', 'SUMMARY').toSorted()).toEqual([
    'CATEGORIES:a\\\\b\\;c\\,d',
    'LOCATION:a\\\\b\\;c\\,d',
    'NAME:G\\;r\\,u\\\\pp',
    'SUMMARY:G\\;r\\,u\\\\pp: a\\\\b\\;c\\,d',
    'X-WR-CALNAME:G\\;r\\,u\\\\pp',
  ]);
  expect(linesOf(text, 'DESCRIPTION')[0]).toMatch(/^DESCRIPTION:a\\\\b\\;c\\,d\\nViktigt och/);
});

it('9: leaves addresses unescaped', () => {
  for (const [name, text] of entriesOf().filter(([key]) => key !== 'empty')) {
    const conference = linesOf(text, 'CONFERENCE').map(valueOf);
    expect([name, conference]).toEqual([name, [ONLINE]]);
    for (const line of linesOf(text, 'URL', 'SOURCE')) expect(line).not.toContain('\\');
    expect(linesOf(text, 'ATTACH')).toEqual([]);
  }
});

it('10: quotes parameter values, with no quotation mark inside', () => {
  for (const text of [objects.request, objects.cancel]) {
    const attendee = linesOf(text, 'ATTENDEE')[0]!;
    expect(attendee).toContain(';CN="Åsa Ö Äng; x, y: z":mailto:');
    expect(attendee.match(/"/g)).toHaveLength(2);
    expect(attendee).not.toContain('^');
  }
  expect(eventsOf(objects.feed)).toHaveLength(1);
});
