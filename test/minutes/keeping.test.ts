import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertItem } from '../../server/agenda/queries.ts';
import { transaction } from '../../server/context.ts';
import { fieldTexts, withFieldTexts } from '../../server/minutes/field-texts.ts';
import { EMPTY_MINUTES } from '../../server/minutes/minutes.ts';
import { findLatestRevision, listRevisions } from '../../server/minutes/queries.ts';
import { type TestApp } from '../support/app.ts';
import { formOf, startWithAgenda } from '../support/minutes.ts';

const PATH = '/admin/moten/2026-10-19/anteckningar';
let app: TestApp;
let meetingId: number;
beforeEach(async () => ({ app, meetingId } = await startWithAgenda()));
afterEach(() => app.close());

const latest = async () => (await findLatestRevision(app.context.db, meetingId))!;
const send = async (body: unknown) => {
  const { status, text } = await app.postJson(`${PATH}/fortlopande`, body);
  return { status, said: JSON.parse(text) as Record<string, unknown> };
};
const HEADINGS = ['Välkommen', 'Läxhjälp', 'Övriga frågor', 'Uppskjutna punkter'];
const typed = (seen: number, name: string, text: string, more = {}) => ({
  client: 'a',
  seen,
  at: name,
  headings: HEADINGS,
  fields: [{ name, base: seen, text }],
  ...more,
});
const begin = async () => {
  await app.post(PATH, formOf(await app.get(PATH)));
  return (await latest()).number;
};

it.each([
  '{',
  'null',
  '1',
  '[]',
  '{}',
  '{"fields":1}',
  '{"fields":[],"seen":-1}',
  '{"fields":[],"seen":1.5}',
  '{"fields":[1],"seen":0}',
  '{"fields":[null],"seen":0}',
  '{"fields":[{"name":"summary","base":0}],"seen":0}',
  '{"fields":[{"name":"summary","base":"0","text":"x"}],"seen":0}',
  '{"fields":[{"name":"summary","base":0,"text":["x"]}],"seen":0}',
  '{"__proto__":{"fields":[]},"seen":0}',
  JSON.stringify({ seen: 0, fields: Array.from({ length: 3001 }, () => ({ name: 'x', base: 0, text: '' })) }),
])('refuses %.60s with a sentence, and stores nothing', async (body) => {
  expect(await send(body)).toEqual({ status: 400, said: { fault: 'Det som kom gick inte att läsa.' } });
  expect(await listRevisions(app.context.db, meetingId)).toEqual([]);
});

it('stands names of fields that are none, and tells what is too much', async () => {
  const seen = await begin();
  for (const name of ['__proto__', 'constructor', 'x:y:z', '', 'avsnitt-1:__proto__', 5, null])
    expect((await send(typed(seen, name as string, 'x'))).status).toBe(200);
  expect((await latest()).number).toBe(seen);
  const { status, said } = await send(typed(seen, 'avsnitt-2:markdown', 'å'.repeat(100_001)));
  expect([status, said['refused']]).toEqual([
    200,
    { 'avsnitt-2:markdown': expect.stringMatching(/^Texten är för lång/) },
  ]);
  expect((await send(typed(seen, 'summary', 'x'.repeat(4_300_000)))).status).toBe(413);
  expect((await latest()).number).toBe(seen);
});

it('does not begin on an agenda that has changed meanwhile, and tells that the text is there', async () => {
  await transaction(app.context, (trx) =>
    insertItem(trx, meetingId, { title: 'Ny punkt', kind: 'talk' }, app.clock.now),
  );
  const refused = await send(typed(0, 'avsnitt-1:markdown', 'hej'));
  expect([refused.status, refused.said['fault']]).toEqual([
    409,
    expect.stringMatching(/^Dagordningen har ändrats/),
  ]);
  expect(await listRevisions(app.context.db, meetingId)).toEqual([]);
  const headings = ['Välkommen', 'Läxhjälp', 'Övriga frågor', 'Ny punkt', 'Uppskjutna punkter'];
  expect((await send(typed(0, 'avsnitt-1:markdown', 'hej', { headings }))).status).toBe(200);
  expect((await latest()).content.sections[0]!.markdown).toBe('hej');
});

it('puts what was written in a section that is gone under Oplacerat', async () => {
  const seen = await begin();
  await app.post(PATH, { ...formOf(await app.get(PATH)), do: 'remove:1' });
  const { said } = await send(typed(seen, 'avsnitt-2:markdown', 'Många kom.'));
  expect([said['gone'], said['rearranged']]).toEqual([['avsnitt-2:markdown'], true]);
  expect((await latest()).content.unplaced).toBe('Många kom.');
  expect((await app.get(PATH)).text).toContain('<legend>Oplacerat</legend>');
});

it('puts the words of two tabs together, never one over the other', async () => {
  const seen = await begin();
  await send(typed(seen, 'avsnitt-2:markdown', 'ena fliken'));
  const { said } = await send(typed(seen, 'avsnitt-2:markdown', 'andra fliken', { client: 'b' }));
  const { text } = (said['met'] as Record<string, { text: string }>)['avsnitt-2:markdown']!;
  expect(text).toBe('ena fliken\nandra fliken');
  expect((await latest()).content.sections[1]!.markdown).toBe('ena fliken');
});

it('thins what pages kept by themselves, never what is new or was asked for', async () => {
  await begin();
  app.clock.now = '2026-11-22T12:01:00.000Z';
  for (let minute = 1; minute <= 9; minute++) {
    app.clock.now = `2026-11-22T12:0${minute}:00.000Z`;
    await send(typed((await latest()).number, 'summary', `Text ${minute}`));
  }
  const numbers = async () => (await listRevisions(app.context.db, meetingId)).map(({ number }) => number);
  expect(await numbers()).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  app.clock.now = '2026-11-22T12:30:00.000Z';
  await send(typed((await latest()).number, 'summary', 'Sist'));
  expect(await numbers()).toEqual([11, 10, 1]);
});

it.each([
  ['an hour back', '2026-11-22T11:00:00.000Z'],
  ['an hour ahead', '2026-11-22T13:00:00.000Z'],
])('keeps the order by number when the clock jumps %s', async (_which, now) => {
  await begin();
  await send(typed(1, 'summary', 'före'));
  app.clock.now = now;
  await send(typed(2, 'summary', 'efter'));
  expect((await latest()).content.summary).toBe('efter');
  expect((await latest()).number).toBe(3);
  expect((await app.get(PATH)).text).toContain('efter</textarea>');
});

it('gives every text back as it was', () => {
  const content = {
    ...EMPTY_MINUTES,
    summary: 'Kort',
    closing: 'Slut',
    unplaced: 'Rest',
    attendance: { room: 12, digital: null, organisations: ['Rådet', 'Skolan'] },
    sections: [
      {
        id: 'avsnitt-3',
        heading: 'Ett: två',
        level: 2 as const,
        kind: 'talk' as const,
        speakers: [{ name: 'Ebba Provén', role: null, organisation: 'Skolan' }],
        markdown: 'a\n\nb',
      },
    ],
  };
  const texts = fieldTexts(content);
  expect(withFieldTexts(content, texts)).toBe(content);
  const empty = {
    ...content.sections[0]!,
    heading: '',
    level: 1 as const,
    kind: 'text' as const,
    speakers: [],
    markdown: '',
  };
  expect(withFieldTexts({ ...EMPTY_MINUTES, sections: [empty] }, texts)).toEqual(content);
});

it.each([
  ['200 kB', 'Ett ord till. '.repeat(14_000)],
  ['a table of 2,000 columns', `|${'a|'.repeat(2000)}\n|${'-|'.repeat(2000)}\n|${'b|'.repeat(2000)}`],
  ['10,000 lines', 'rad\n'.repeat(10_000)],
])('keeps %s in less than 200 ms of work, time after time', async (_what, text) => {
  let seen = await begin();
  const spent: number[] = [];
  for (let round = 0; round < 5; round++) {
    const before = process.threadCpuUsage();
    const { status, said } = await send(typed(seen, 'avsnitt-2:markdown', `${text}${round}`));
    const { user, system } = process.threadCpuUsage(before);
    expect([status, said['refused']]).toEqual([200, {}]);
    seen = said['number'] as number;
    spent.push((user + system) / 1000);
  }
  expect((await latest()).content.sections[1]!.markdown).toBe(`${text}4`);
  expect(spent.toSorted((one, other) => one - other)[2]).toBeLessThan(200);
});
