import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPublicMinutes } from '../../server/minutes/queries.ts';
import { type TestApp } from '../support/app.ts';
import { formOf, makeMeeting, startWithTalk, type Fields } from '../support/minutes.ts';

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

async function revision(): Promise<string> {
  const rows = app.context.db.selectFrom('minutes_revision').select((eb) => eb.fn.max('number').as('number'));
  return String((await rows.executeTakeFirstOrThrow()).number);
}

const publish = async (fields: Fields = {}) =>
  app.post(`${MEETING}/publicering`, { revision: await revision(), ...fields });
const shown = async () => (await findPublicMinutes(app.context.db, meetingId))?.content;

it('publishes only the text that was reviewed', async () => {
  await write();
  await write({ summary: 'Senare' });
  const refused = await publish({ revision: '1' });
  expect([refused.status, refused.text.includes('ändrats sedan du granskade')]).toEqual([409, true]);
  expect((await publish({ revision: '' })).status).toBe(409);
  expect(await shown()).toBeUndefined();
  expect([(await publish()).status, (await publish()).status]).toEqual([303, 303]);
  await write({ summary: 'Ännu senare' });
  expect((await publish()).status).toBe(409);
  expect((await app.post(`${MEETING}/rattning`, { revision: '1', kind: 'spelling' })).status).toBe(409);
  expect((await shown())!.summary).toBe('Senare');
});

it.each([
  ['2026-12-21', 'confirmed', 'Mötet har inte varit än.'],
  ['2026-09-21', 'cancelled', 'Mötet är inställt'],
] as const)('publishes nothing of the meeting on %s, which is %s', async (date, state, message) => {
  await makeMeeting(app.context, { date, state });
  const path = `/admin/moten/${date}`;
  await app.post(`${path}/anteckningar`, { base: '0', count: '1', 's0-markdown': 'Text' });
  expect((await app.get(`${path}/publicering`)).text).toContain(message);
  const refused = await app.post(`${path}/publicering`, { revision: '1' });
  expect([refused.status, refused.text.includes(message)]).toEqual([409, true]);
});

it('publishes no empty text, and nothing before the first save', async () => {
  await makeMeeting(app.context, { date: '2026-09-21' });
  const path = '/admin/moten/2026-09-21';
  expect((await app.get(`${path}/publicering`)).headers.get('location')).toBe(`${path}/anteckningar`);
  for (const verb of ['publicering', 'avpublicering', 'rattning'])
    expect((await app.post(`${path}/${verb}`, { revision: '0', reason: 'x' })).status).toBe(404);
  await app.post(`${path}/anteckningar`, { base: '0', count: '0' });
  expect((await app.post(`${path}/publicering`, { revision: '1' })).status).toBe(409);
});

it('needs a signed-in secretary everywhere', async () => {
  await write();
  await app.post('/admin/logga-ut');
  for (const path of [PATH, `${PATH}/versioner`, `${PATH}/versioner/1`, `${MEETING}/publicering`])
    expect((await app.get(path)).status).toBe(401);
  for (const path of [
    PATH,
    `${PATH}/forhandsvisning`,
    `${MEETING}/publicering`,
    `${MEETING}/rattning`,
    `${MEETING}/avpublicering`,
  ])
    expect((await app.post(path, { revision: '1' })).status).toBe(401);
  expect(await shown()).toBeUndefined();
});
