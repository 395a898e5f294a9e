import { afterEach, beforeEach, expect, it } from 'vitest';
import { findLatestRevision } from '../../server/minutes/queries.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import type { TestApp } from '../support/app.ts';
import { HELD, LATER, closingForm, itemIn, startAfterMeeting } from '../support/carry-over.ts';
import { formOf } from '../support/minutes.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startAfterMeeting();
});
afterEach(() => app.close());

const AT = `/admin/moten/${HELD}/avslut`;
const NOTES = `/admin/moten/${HELD}/anteckningar`;
const idOf = async (title: string) => (await itemIn(app, HELD, title))!.id;
const close = async (change: Record<string, string> = {}) => app.post(AT, await closingForm(app, change));
const bikeDone = async () => ({ [`item-${await idOf('Cykelbanan')}`]: 'done' });

/** "Rubrik: text" of each section, as it was saved last. */
async function saved(): Promise<string[]> {
  const { id } = await getMeeting(app.context.db, HELD);
  const latest = await findLatestRevision(app.context.db, id);
  return (latest?.content.sections ?? []).map(({ heading, markdown }) => `${heading}: ${markdown}`);
}
async function write(change: Record<string, string> = {}) {
  const fields = { ...formOf(await app.get(NOTES)), ...change };
  expect((await app.post(NOTES, { ...fields, do: 'save' })).status).toBe(303);
}

it('lists what was put off, where it went and why, in minutes that are begun after the meeting', async () => {
  await close({ ...(await bikeDone()), [`reason-${await idOf('Läxhjälp')}`]: 'sjukdom' });
  const form = formOf(await app.get(NOTES));
  expect([0, 1, 2, 3].map((index) => form[`s${index}-heading`])).toEqual([
    'Välkommen',
    'Cykelbanan',
    'Övriga frågor',
    'Uppskjutna punkter',
  ]);
  expect(form['s3-markdown']).toBe(
    '- Läxhjälp (Exempelskolan, Fritidsgården): skjuts upp till mötet 21 december 2026 (sjukdom)',
  );
});

it('brings the list into a draft that was begun before, and leaves what was written', async () => {
  await write({ 's2-markdown': 'Vi talade om belysningen.' });
  await close({
    [`reason-${await idOf('Läxhjälp')}`]: 'sjukdom',
    [`item-${await idOf('Cykelbanan')}`]: 'backlog',
  });
  expect(await saved()).toEqual([
    'Välkommen: ',
    'Cykelbanan: Vi talade om belysningen.',
    'Övriga frågor: ',
    'Uppskjutna punkter: - Läxhjälp (Exempelskolan, Fritidsgården): skjuts upp till mötet 21 december 2026 (sjukdom)\n- Cykelbanan: väntar på ett nytt möte',
  ]);
});

it('changes only its own lines of the list', async () => {
  await write();
  await close({
    [`item-${await idOf('Cykelbanan')}`]: 'dropped',
    [`reason-${await idOf('Cykelbanan')}`]: 'klar',
  });
  const form = formOf(await app.get(NOTES));
  const list = Object.keys(form).find((name) => form[name]?.startsWith('- Läxhjälp'))!;
  await write({ [list]: `Vi hann inte med:\n${form[list]!.replace('utgick', 'behövs inte')}` });
  const at = `${AT}/${await idOf('Läxhjälp')}`;
  const later = String((await getMeeting(app.context.db, LATER)).id);
  const fields = await closingForm(app, {}, at);
  await app.post(at, {
    ...fields,
    [`item-${await idOf('Läxhjälp')}`]: 'meeting',
    [`meeting-${await idOf('Läxhjälp')}`]: later,
  });
  expect((await saved()).at(-1)).toBe(
    'Uppskjutna punkter: Vi hann inte med:\n- Läxhjälp (Exempelskolan, Fritidsgården): skjuts upp till mötet 18 januari 2027\n- Cykelbanan: behövs inte (klar)',
  );
});

it('takes its list back when the closing is undone', async () => {
  await write();
  const before = await saved();
  await close();
  expect((await saved()).map((text) => text.split(':')[0])).toEqual([
    'Välkommen',
    'Övriga frågor',
    'Uppskjutna punkter',
  ]);
  await app.post(`/admin/moten/${HELD}/hallet/borttagning`);
  expect(await saved()).toEqual(before);
});

it('writes no revision when nothing was put off', async () => {
  await write();
  await close({ all: 'done' });
  const { id } = await getMeeting(app.context.db, HELD);
  expect((await findLatestRevision(app.context.db, id))!.number).toBe(1);
});

it('says where in the public minutes too, by links that follow the meeting', async () => {
  await close(await bikeDone());
  await write({ 's0-markdown': 'Alla var välkomna.' });
  await app.post(`/admin/moten/${HELD}/publicering`, { revision: '1' });
  expect((await app.get(`/moten/${HELD}`)).text).toContain(
    'Läxhjälp: Skjuts upp till <a href="/moten/2026-12-21">mötet 21 december 2026</a>',
  );
  await app.post('/admin/moten/2026-12-21/datum', { date: '2026-12-14' });
  const { text } = await app.get(`/moten/${HELD}`);
  expect(text).toContain('Läxhjälp: Skjuts upp till <a href="/moten/2026-12-14">mötet 14 december 2026</a>');
  expect(text).toContain('skjuts upp till mötet 21 december 2026</li>');
  expect((await app.get(`/moten/${HELD}.md`)).text).toContain(
    `## Uppskjutet\n\n- Läxhjälp. Skjuts upp till [mötet 14 december 2026](${app.baseUrl}/moten/2026-12-14)\n`,
  );
});

it('reminds before publication of what is open, and does not stand in the way', async () => {
  await write({ 's0-markdown': 'Alla var välkomna.' });
  const review = (await app.get(`/admin/moten/${HELD}/publicering`)).text;
  expect(review).toContain('<strong>2 punkter är inte avslutade.</strong>');
  expect(review).toContain(`href="${AT}"`);
  expect((await app.post(`/admin/moten/${HELD}/publicering`, { revision: '1' })).status).toBe(303);
  await close(await bikeDone());
  const after = (await app.get(`/admin/moten/${HELD}/publicering`)).text;
  expect(after).not.toContain('inte avslutad');
  expect(after).toContain('Utkastet är nyare än den publicerade texten');
});
