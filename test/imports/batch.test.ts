import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertItem } from '../../server/agenda/queries.ts';
import { transaction } from '../../server/context.ts';
import { importCommand } from '../../server/imports/command.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { updateMeeting } from '../../server/meetings/record-queries.ts';
import { findLatestRevision } from '../../server/minutes/queries.ts';
import { createTestContext } from '../support/app.ts';
import { makeMeeting } from '../support/minutes.ts';

const MINUTES = `Torggruppen 19 oktober 2026

Tema: Grannar emellan

Högläsning

Tyra Hittefors från Läshörnan berättade om sagor.

Kommande möten

- 16 november – om ljus (Vera Låtsasson, ingenjör Lyktbolaget)
- 21 december
`;
const NOTICE = `Torggruppen 21 december 2026 – om mörker

Tid: måndag 21 december, 14:00-16:00
Plats: Fyrhuset, Hamnplan 4
`;
const REVIEWED = ['--publish', '--reviewed', 'redan publicerad'];

let folder: string;
let context: ReturnType<typeof createTestContext>['context'];
let sqlite: ReturnType<typeof createTestContext>['sqlite'];
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gemensam-batch-'));
  ({ context, sqlite } = createTestContext());
  said = [];
});
afterEach(async () => {
  await context.db.destroy();
  rmSync(folder, { recursive: true });
});

const io = {
  out: (line: string) => void said.push(line),
  err: (line: string) => void said.push(line),
  input: async () => '',
};
const run = (...args: string[]) => importCommand.run(context, args, io);
const undo = () => run('--undo', '1');
function files(...texts: string[]): string[] {
  return texts.map((text, index) => {
    const file = join(folder, `${index}.txt`);
    writeFileSync(file, text);
    return file;
  });
}

/** Every row of every table, but for what only tells that something has been done. */
function contents(): Record<string, unknown[]> {
  const names = sqlite
    .prepare(
      "select name from pragma_table_list where type = 'table' and schema = 'main' and name not like 'sqlite_%'",
    )
    .pluck()
    .all() as string[];
  const told = new Set(['audit_event', 'import_batch', 'public_revision']);
  return Object.fromEntries(
    names
      .filter((name) => !told.has(name) && !name.startsWith('search'))
      .map((name) => [name, sqlite.prepare(`select * from "${name}"`).all()]),
  );
}
const searchable = () => sqlite.prepare('select title, body, owner from search order by owner, title').all();

it('takes back all that an import of several files made, and can take it in again', async () => {
  const [before, found] = [contents(), searchable()];
  expect(await run(...REVIEWED, ...files(MINUTES, NOTICE))).toBe(0);
  expect(said.at(-1)).toBe('Vill du ångra hela inläsningen? Skriv: gemensam import --undo 1');
  expect(await listMeetings(context.db)).toHaveLength(3);
  expect(contents()['speaker']).toHaveLength(1);
  expect(await undo()).toBe(0);
  expect(said.at(-1)).toBe('Inläsning 1 är ångrad. 3 möten är borttagna.');
  expect(contents()).toEqual(before);
  expect(searchable()).toEqual(found);
  expect(await run(...REVIEWED, ...files(MINUTES, NOTICE))).toBe(0);
  expect(await listMeetings(context.db)).toHaveLength(3);
});

it('makes no batch of what was there already', async () => {
  await run(...files(MINUTES));
  said = [];
  await run(...files(MINUTES));
  expect(said.join('\n')).not.toContain('--undo');
  expect(sqlite.prepare('select count(*) from import_batch').pluck().get()).toBe(1);
});

it('takes out of older meetings what it put there, and nothing else', async () => {
  const { id } = await makeMeeting(context, {
    date: '2026-12-21',
    place: '',
    start_time: null,
    end_time: null,
  });
  await makeMeeting(context, { date: '2026-10-19', theme: 'Grannar emellan' });
  const whole = contents();
  const { meeting: before, ...rest } = whole;
  await run(...files(MINUTES, NOTICE));
  const [filled] = await listMeetings(context.db, { ids: [id] });
  expect(filled).toMatchObject({ place: 'Fyrhuset, Hamnplan 4', start_time: '14:00' });
  expect(await undo()).toBe(0);
  const { meeting: after, ...others } = contents();
  const plain = (rows: unknown[] | undefined) =>
    rows!.map((row) => {
      const {
        changed_at: _at,
        revision: _revision,
        usual: _usual,
        imported_at: _imported,
        ...fields
      } = row as Record<string, unknown>;
      return fields;
    });
  expect(plain(after)).toEqual(plain(before));
  const dates = (rows: unknown[] | undefined) =>
    rows!.map((row) => {
      const { sequence: _sequence, changed_at: _at, ...fields } = row as Record<string, unknown>;
      return fields;
    });
  expect({ ...others, candidate_date: dates(others['candidate_date']) }).toEqual({
    ...rest,
    candidate_date: dates(rest['candidate_date']),
  });
});

it('leaves what somebody has worked with since, and says so', async () => {
  await makeMeeting(context, { date: '2026-12-21', place: '' });
  await run(...files(MINUTES, NOTICE));
  const [old, coming] = await listMeetings(context.db);
  const december = (await listMeetings(context.db, { from: '2026-12-21' }))[0]!;
  const now = new Date(Date.parse(context.now()) + 1000).toISOString();
  await transaction(context, async (trx) => {
    await insertItem(trx, coming!.id, { title: 'Fika', kind: 'report' }, now);
    await updateMeeting(trx, coming!.id, {}, now);
    await updateMeeting(trx, december.id, { place: 'Ladan' }, now);
  });
  expect(await undo()).toBe(1);
  expect(said.slice(-3)).toEqual([
    'Inläsning 1 är ångrad. Ett möte är borttaget.',
    'Mötet måndag 16 november 2026: någon har arbetat med mötet. Det står kvar.',
    'Mötet måndag 21 december 2026: någon har ändrat platsen. Det står kvar.',
  ]);
  expect((await listMeetings(context.db)).map(({ slug }) => slug)).toEqual(['2026-11-16', '2026-12-21']);
  expect(await findLatestRevision(context.db, old!.id)).toBeUndefined();
  expect(sqlite.prepare('select name from speaker').pluck().all()).toEqual(['Vera Låtsasson']);
});

it.each([
  [['--undo'], 2],
  [['--undo', 'x'], 2],
  [['--undo', '1', 'fil.txt'], 2],
])('does not understand %j', async (args) => {
  await expect(run(...args)).rejects.toThrow();
});

it('says what is no import, or undone already', async () => {
  await expect(undo()).rejects.toThrow('Det finns ingen inläsning med nummer 1.');
  await run(...files(MINUTES));
  await undo();
  await expect(undo()).rejects.toThrow('Inläsning 1 är redan ångrad.');
});
