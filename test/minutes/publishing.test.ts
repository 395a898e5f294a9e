import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { findMeeting } from '../../server/meetings/queries.ts';
import { findMinutes, findPublicMinutes } from '../../server/minutes/queries.ts';
import { SECRETARY, type TestApp } from '../support/app.ts';
import { register, formOf, makeMeeting, startWithTalk, type Fields } from '../support/minutes.ts';

const MEETING = '/admin/moten/2026-10-19';
const PATH = `${MEETING}/anteckningar`;
let app: TestApp;
let meetingId: number;

beforeEach(async () => ({ app, meetingId } = await startWithTalk()));
afterEach(() => app.close());

async function write(changes: Fields = {}) {
  const answer = await app.post(PATH, { ...formOf(await app.get(PATH)), ...changes, do: 'save' });
  expect(answer.status).toBe(303);
}

async function waitUntil(date: string) {
  app.clock.now = `${date}T12:00:00.000Z`;
  await app.post('/admin/logga-in', SECRETARY);
}

async function revision(): Promise<string> {
  const rows = app.context.db.selectFrom('minutes_revision').select((eb) => eb.fn.max('number').as('number'));
  return String((await rows.executeTakeFirstOrThrow()).number);
}

const publish = async (fields: Fields = {}) =>
  app.post(`${MEETING}/publicering`, { revision: await revision(), ...fields });
const shown = async () => (await findPublicMinutes(app.context.db, meetingId))?.content;
const found = async (word: string) =>
  [...(await app.get(`/sok?q=${word}`)).text.matchAll(/<h2><a href="([^"]*)"/g)].map(
    ([, address]) => address,
  );
const ADDRESS = '/moten/2026-10-19#avsnitt-1';

it('lives from draft to publication, mending, correction, withdrawal and publication again', async () => {
  await write({ 's0-markdown': 'Dragspel och tårda.' });
  expect([await shown(), await found('dragspel')]).toEqual([undefined, []]);
  expect((await app.get(`${MEETING}/publicering`)).text).toContain('<p>Dragspel och tårda.</p>');
  expect((await publish()).headers.get('location')).toBe(`${MEETING}/publicering?klart=publicerat`);
  expect([(await shown())!.sections[0]!.markdown, await found('dragspel')]).toEqual([
    'Dragspel och tårda.',
    [ADDRESS],
  ]);

  await waitUntil('2026-11-23');
  await write({ 's0-markdown': 'Dragspel och tårta.' });
  expect((await shown())!.sections[0]!.markdown).toBe('Dragspel och tårda.');
  const mended = await app.post(`${MEETING}/rattning`, { revision: await revision(), kind: 'spelling' });
  expect(mended.headers.get('location')).toBe(`${MEETING}/publicering?klart=rattat`);
  expect([(await shown())!.sections[0]!.markdown, (await shown())!.corrections]).toEqual([
    'Dragspel och tårta.',
    [],
  ]);
  expect([await found('tårta'), await found('tårda')]).toEqual([[ADDRESS], []]);

  await waitUntil('2026-11-24');
  expect((await app.post(`${MEETING}/rattning`, { revision: await revision(), kind: 'fact' })).status).toBe(
    422,
  );
  await app.post(`${MEETING}/rattning`, {
    revision: await revision(),
    kind: 'fact',
    correction: 'Mötet var i <Folkets hus>.',
  });
  expect((await shown())!.corrections).toEqual([{ date: '2026-11-24', text: 'Mötet var i <Folkets hus>.' }]);
  expect(await found('folkets')).toEqual(['/moten/2026-10-19']);
  expect(await findMinutes(app.context.db, meetingId)).toMatchObject({
    first_published_at: '2026-11-22T12:00:00.000Z',
    published_at: '2026-11-22T12:00:00.000Z',
    changed_at: '2026-11-24T12:00:00.000Z',
  });

  expect((await app.post(`${MEETING}/avpublicering`, { reason: ' ' })).status).toBe(422);
  await app.post(`${MEETING}/avpublicering`, { reason: 'En medverkande vill läsa först.' });
  expect([await shown(), await found('tårta'), await found('folkets')]).toEqual([undefined, [], []]);
  expect((await app.get(`${MEETING}/publicering`)).text).toContain('En medverkande vill läsa först.');

  await waitUntil('2026-11-25');
  expect((await publish()).status).toBe(303);
  expect([await found('tårta'), (await shown())!.corrections.length]).toEqual([[ADDRESS], 1]);
  expect(await findMinutes(app.context.db, meetingId)).toMatchObject({
    first_published_at: '2026-11-22T12:00:00.000Z',
    published_at: '2026-11-25T12:00:00.000Z',
    changed_at: null,
    unpublished_reason: null,
  });
});

it('marks the meeting as held and touches nothing else of it', async () => {
  const before = (await findMeeting(app.context.db, '2026-10-19'))!;
  await write();
  await publish();
  const after = (await findMeeting(app.context.db, '2026-10-19'))!;
  const { minutes_published_at, has_minutes } = after;
  expect([minutes_published_at, has_minutes]).toEqual(['2026-11-22T12:00:00.000Z', 1]);
  expect({ ...after, minutes_published_at: null, has_minutes: 0 }).toEqual({ ...before, state: 'held' });
});

it('freezes the coming meetings, and no change of plan, register or agenda moves the text', async () => {
  await makeMeeting(app.context, { date: '2026-11-16', theme: 'Bostad' });
  const tentative = { state: 'tentative' as const, dates: ['2027-01-18', '2027-01-25'] };
  await makeMeeting(app.context, { date: '2027-01-18', ...tentative });
  await makeMeeting(app.context, { date: '2027-02-15', state: 'cancelled' });
  await makeMeeting(app.context, { date: '2026-09-21' });
  await write();
  expect((await app.get(`${MEETING}/publicering`)).text).toContain(
    'måndag 18 januari 2027 eller måndag 25 januari 2027',
  );
  await publish();
  const text = await shown();
  expect(text!.upcoming).toEqual([
    { dates: ['2026-11-16'], status: 'confirmed', theme: 'Bostad', note: '' },
    { dates: ['2027-01-18', '2027-01-25'], status: 'tentative', theme: null, note: '' },
  ]);
  await makeMeeting(app.context, { date: '2027-03-15' });
  await transaction(app.context, async (trx) => {
    await trx.updateTable('theme').set({ title: 'Annat' }).execute();
    await trx.updateTable('organisation').set({ name: 'Annan' }).execute();
    await trx.deleteFrom('agenda_item').execute();
  });
  expect(await shown()).toEqual(text);
  await write({ summary: 'Nytt' });
  await app.post(`${MEETING}/rattning`, { revision: await revision(), kind: 'spelling' });
  expect(await shown()).toEqual({ ...text!, summary: 'Nytt' });
});

it('links the organisations that the public text names, and only while it is public', async () => {
  const linked = () =>
    app.context.db
      .selectFrom('minutes_organisation')
      .innerJoin('organisation', 'organisation.id', 'organisation_id')
      .select('name')
      .orderBy('name')
      .execute();
  await write({
    's0-speakers':
      'Ebba Provén, rektor, EXEMPELSKOLAN\nNils Ny, ordförande, Nya föreningen\nAnna, , Nya föreningen',
  });
  await register(app.context, 'Nils Ny', 'Anna');
  expect(await linked()).toEqual([]);
  await publish();
  expect(await linked()).toEqual([{ name: 'Exempelskolan' }, { name: 'Nya föreningen' }]);
  expect(await found('föreningen')).toEqual(['/organisationer/nya-foreningen', ADDRESS]);
  await app.post(`${MEETING}/avpublicering`, { reason: 'x' });
  expect(await linked()).toEqual([]);
  expect(await found('föreningen')).toEqual([]);
});
