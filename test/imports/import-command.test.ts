import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { importCommand } from '../../server/imports/command.ts';
import { transaction } from '../../server/context.ts';
import { insertItem } from '../../server/agenda/queries.ts';
import { publicItems } from '../../server/meetings/meeting.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { updateMeeting } from '../../server/meetings/record-queries.ts';
import { findLatestRevision, findPublicMinutes } from '../../server/minutes/queries.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { createTestContext } from '../support/app.ts';

const MINUTES = `Öppen utvecklingsgrupp 19 oktober 2026

Tema: Grannar emellan

Soppluncherna

Tuva Påhittsson från Lärkdalens Gryta berättade om soppluncherna som har gått runt i trapphusen sedan i våras.

Vem kokar soppan?

– Den som har störst kastrull.

[Veckans soppor](#).

Kommande möten

Vi ses som vanligt i matsalen.

- 16 november – tema ensamhet
- 21 december – om vintervila – vi provar om det går att vila tillsammans.
`;

const REVIEWED = ['--publish', '--reviewed', 'redan publicerad'];

const ANNOUNCEMENT = `Öppen utvecklingsgrupp 21 december 2026

Mörkret kommer tidigt, och vi tänder ljus.

Tid: måndag 21 december, 14:00-16:00
Plats: Fyrhuset, Hamnplan 4

Övrigt på dagordningen

- Rapport från arbetsgrupperna
`;

let folder: string;
let context: ReturnType<typeof createTestContext>['context'];
let sqlite: ReturnType<typeof createTestContext>['sqlite'];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gemensam-import-'));
  ({ context, sqlite } = createTestContext());
  await transaction(context, (trx) =>
    saveSettings(trx, { place: 'Matsalen', onlineLink: 'https://www.example.org/mote' }, context.now()),
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(files: Record<string, string | Buffer>, ...flags: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  const io = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    input: async () => '',
  };
  return {
    code: await importCommand.run(context, [...paths, ...flags], io),
    out: out.join('\n'),
    err: err.join('\n'),
  };
}

async function facts() {
  const meetings = await listMeetings(context.db);
  return meetings.map(({ slug, state, start_time, place, usual, description, themes }) => [
    slug,
    state,
    start_time,
    place,
    usual,
    description,
    themes[0]?.title,
  ]);
}

it('makes the meeting, its public minutes and the coming meetings', async () => {
  const { code, out } = await run({ 'a.txt': MINUTES }, ...REVIEWED);
  expect(code).toBe(0);
  expect(out).toContain('osäkert (link): Länken leder ingenstans.');
  expect(await facts()).toEqual([
    ['2026-10-19', 'held', null, '', 0, '', 'Grannar emellan'],
    ['2026-11-16', 'confirmed', null, '', 0, '', 'Ensamhet'],
    [
      '2026-12-21',
      'confirmed',
      '13:30',
      'Matsalen',
      1,
      'Vi provar om det går att vila tillsammans.',
      'Vintervila',
    ],
  ]);
  const [meeting] = await listMeetings(context.db);
  const { content } = (await findPublicMinutes(context.db, meeting!.id))!;
  expect(content.sections).toEqual([
    {
      id: 'avsnitt-1',
      heading: 'Soppluncherna',
      level: 1,
      kind: 'talk',
      speakers: [{ name: 'Tuva Påhittsson', role: null, organisation: 'Lärkdalens Gryta' }],
      markdown:
        'Tuva Påhittsson från Lärkdalens Gryta berättade om soppluncherna som har gått runt i trapphusen sedan i våras.\n\nVem kokar soppan?\n\n– Den som har störst kastrull.\n\nVeckans soppor.',
    },
  ]);
  expect(content.upcomingText).toBe('Vi ses som vanligt i matsalen.');
  expect(content.upcoming!.map(({ dates, theme, note }) => [dates[0], theme, note])).toEqual([
    ['2026-11-16', 'ensamhet', ''],
    ['2026-12-21', 'vintervila', 'Vi provar om det går att vila tillsammans.'],
  ]);
});

it('changes nothing the second time, byte for byte', async () => {
  await run({ 'a.txt': MINUTES, 'b.txt': ANNOUNCEMENT }, ...REVIEWED);
  const before = sqlite.serialize();
  const { code, out } = await run({ 'a.txt': MINUTES, 'b.txt': ANNOUNCEMENT }, ...REVIEWED);
  expect(code).toBe(0);
  expect(out.match(/oförändrat/g)).toHaveLength(2);
  expect(sqlite.serialize().equals(before)).toBe(true);
});

it('lets an announcement complete the meeting that the minutes named', async () => {
  await run({ 'a.txt': MINUTES, 'b.txt': ANNOUNCEMENT });
  const meetings = await listMeetings(context.db);
  expect(meetings).toHaveLength(3);
  const { start_time, end_time, place, usual, items, dates, description } = meetings[2]!;
  expect([start_time, end_time, place, usual, dates[0]!.sequence]).toEqual([
    '14:00',
    '16:00',
    'Fyrhuset, Hamnplan 4',
    0,
    0,
  ]);
  expect(items.map(({ title, kind }) => [title, kind])).toEqual([
    ['Rapport från arbetsgrupperna', 'other-business'],
  ]);
  expect(description).toBe(
    'Mörkret kommer tidigt, och vi tänder ljus.\n\nVi provar om det går att vila tillsammans.',
  );
});

it('never overwrites what a person has written, and tells the difference', async () => {
  await run({ 'a.txt': MINUTES });
  const meeting = (await listMeetings(context.db))[2]!;
  await transaction(context, (trx) =>
    updateMeeting(trx, meeting.id, { place: 'Biblioteket', usual: 0 }, '2026-11-22T13:00:00.000Z'),
  );
  const { code, err } = await run({ 'b.txt': ANNOUNCEMENT });
  expect(code).toBe(0);
  expect(err).toContain('Plats är "Biblioteket" och blev inte "Fyrhuset, Hamnplan 4".');
  expect(err).toContain('Om mötet är "Vi provar om det går att vila tillsammans." och blev inte "Mörkret');
  expect((await listMeetings(context.db))[2]!.place).toBe('Biblioteket');
});

it('keeps a draft a draft without --publish, and stores nothing in a dry run', async () => {
  const dry = await run({ 'a.txt': MINUTES }, '--dry-run', '--json');
  expect(await listMeetings(context.db)).toEqual([]);
  expect((JSON.parse(dry.out) as { date: string }[]).map(({ date }) => date)).toEqual(['2026-10-19']);
  await run({ 'a.txt': MINUTES });
  const [meeting] = await listMeetings(context.db);
  expect(await findPublicMinutes(context.db, meeting!.id)).toBeUndefined();
  expect((await findLatestRevision(context.db, meeting!.id))?.note).toBe('Importerad');
});

it('says one line about each bad file and takes in the others', async () => {
  const files = {
    'tom.txt': '',
    'bild.png': 'x',
    'gammal.docx': 'PK',
    'brev.txt': 'Kära dagbok, i dag hände inget.',
    'latin.txt': Buffer.from(MINUTES.replaceAll('–', '-'), 'latin1'),
  };
  const { code, err, out } = await run(files);
  expect(code).toBe(1);
  expect(err.split('\n').map((line) => line.split('/').at(-1)!.split(':')[0])).toEqual([
    'tom.txt',
    'bild.png',
    'gammal.docx',
    'brev.txt',
  ]);
  expect(out).toContain('latin.txt: minnesanteckningar måndag 19 oktober 2026, tema Grannar emellan');
  expect(await listMeetings(context.db)).toHaveLength(3);
});

it('shows the agenda that an announcement told, and not one that is planned later', async () => {
  await run({ 'a.txt': MINUTES });
  const november = (await listMeetings(context.db))[1]!;
  const item = { title: 'Hemlig punkt', kind: 'talk' as const };
  await transaction(context, (trx) => insertItem(trx, november.id, item, context.now()));
  await run({ 'b.txt': ANNOUNCEMENT });
  const titles = (await listMeetings(context.db)).map((meeting) =>
    publicItems(meeting).map(({ title }) => title),
  );
  expect(titles).toEqual([[], [], ['Rapport från arbetsgrupperna']]);
});
