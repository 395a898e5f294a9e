import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { EMPTY_MINUTES, type MinutesContent } from '../../server/minutes/minutes.ts';
import { findLatestRevision, findPublicMinutes, insertRevision } from '../../server/minutes/queries.ts';
import type { Answer, TestApp } from '../support/app.ts';
import { register, startWithTalk } from '../support/minutes.ts';

const MEETING = '/admin/moten/2026-10-19';
const REVIEW = `${MEETING}/publicering`;
let app: TestApp;
let id: number;
beforeEach(async () => {
  ({ app, meetingId: id } = await startWithTalk());
});
afterEach(() => app.close());

const section = (markdown: string, more = {}) => ({
  id: 'avsnitt-1',
  heading: 'Läxhjälp',
  level: 1 as const,
  kind: 'talk' as const,
  speakers: [],
  markdown,
  ...more,
});

async function write(markdown: string, more: Partial<MinutesContent> = {}): Promise<void> {
  const content = { ...EMPTY_MINUTES, sections: [section(markdown)], ...more };
  const by = { userId: null, note: '', now: app.clock.now };
  await transaction(app.context, (trx) => insertRevision(trx, id, content, by));
}

const latest = async () => (await findLatestRevision(app.context.db, id))!;
const text = async () => (await latest()).content.sections[0]!.markdown;
const isPublic = async () => Boolean(await findPublicMinutes(app.context.db, id));
const headline = ({ text: html }: Pick<Answer, 'text'>) => /<h2 id="f-granskning">([^<]*)/.exec(html)?.[1];
const review = () => app.get(REVIEW);

/** Presses a button by what it says, as the page has it now. */
async function press(label: string, fields: Record<string, string> = {}, at = 0): Promise<Answer> {
  const html = (await review()).text;
  const values = [...html.matchAll(/name="do" value="([^"]+)">([^<]*)/g)].filter(
    ([, , said]) => said!.trim() === label,
  );
  const number = String((await latest()).number);
  return app.post(`${MEETING}/granskning`, { revision: number, do: values[at]![1]!, ...fields });
}

const publish = async (fields: Record<string, string> = {}) =>
  app.post(REVIEW, { revision: String((await latest()).number), ...fields });

it('shows what stands in the way where it stands, and refuses to publish it', async () => {
  await write('Fika.\n\nEbba hälsade. Kalle Svensson har nummer 070-123 45 67.\n\nSlut.');
  const html = (await review()).text;
  expect(headline({ text: html })).toBe('2 saker att ordna innan du publicerar');
  const marked = /<p class="marked">(.*)<\/p>/.exec(html)![1]!.replace(/<span[^>]*>([^<]*)<\/span>/g, '$1');
  expect(marked).toBe(
    'Ebba hälsade. <mark>[sak 1: Kalle Svensson]</mark> har nummer <mark>[sak 2: 070-123 45 67]</mark>.',
  );
  expect([...html.matchAll(/<li id="(f-sak-\d)"><h4>([^<]*)/g)].map(([, at, said]) => [at, said])).toEqual([
    ['f-sak-1', 'Namn: ”Kalle Svensson”'],
    ['f-sak-2', 'Telefonnummer: ”070-123 45 67”'],
  ]);
  const refused = await publish();
  expect(refused.status).toBe(422);
  expect(
    [...refused.text.matchAll(/<li><a href="#(f-sak-\d)">([^<]*)/g)].map(([, at, said]) => [at, said]),
  ).toEqual([
    ['f-sak-1', 'Namn: ”Kalle Svensson”'],
    ['f-sak-2', 'Telefonnummer: ”070-123 45 67”'],
  ]);
  expect(await isPublic()).toBe(false);
});

it('publishes in one click when there is nothing, and says who checked', async () => {
  await write('Ebba Provén hälsade välkommen.');
  const html = (await review()).text;
  expect([headline({ text: html }), html.includes('<p>Inget att anmärka på.')]).toEqual([
    'Granskningen',
    true,
  ]);
  expect((await publish()).headers.get('location')).toBe(`${REVIEW}?klart=publicerat`);
  expect(await isPublic()).toBe(true);
  const checks = await app.context.db
    .selectFrom('minutes_check')
    .select(['revision_number', 'overruled', 'reason', 'user_id'])
    .execute();
  expect(checks).toEqual([{ revision_number: 1, overruled: 0, reason: '', user_id: 1 }]);
  for (const path of [REVIEW, MEETING])
    expect((await app.get(path)).text).toMatch(/Granskad [^<]* 2026 kl\. [\d.]+( av [^<]+)?\./);
});

it('changes the text with one click, in a revision of its own, and leads on to the next thing', async () => {
  await write('Kalle Svensson ringde 070-123 45 67. Lotta Ek svarade.');
  const first = await press('Skriv ”En deltagare”');
  expect(first.headers.get('location')).toBe(`${REVIEW}?klart=andrat#f-sak-1`);
  expect(await text()).toBe('En deltagare ringde 070-123 45 67. Lotta Ek svarade.');
  const own = await press('Byt ut orden', { 'ord-1': 'En granne' }, 1);
  expect(own.headers.get('location')).toBe(`${REVIEW}?klart=andrat#f-sak-1`);
  expect(await text()).toBe('En deltagare ringde 070-123 45 67. En granne svarade.');
  const last = await press('Stryk numret');
  expect(last.headers.get('location')).toBe(`${REVIEW}?klart=andrat#f-granskning`);
  expect(await text()).toBe('En deltagare ringde . En granne svarade.');
  const { number, user_id, note } = await latest();
  expect([number, user_id, note]).toEqual([4, 1, 'Ändrad vid granskningen']);
  expect((await publish()).status).toBe(303);
});

it('changes the one that was pressed when the same words stand twice', async () => {
  await write('Lotta Ek kom. Lotta Ek gick.');
  await press('Skriv ”L.E.”', {}, 1);
  expect(await text()).toBe('Lotta Ek kom. L.E. gick.');
});

it('lets words stand for a reason, also when the text around them changes, until it is taken back', async () => {
  await write('Lotta Ek kom. Lotta Ek gick.');
  const without = await press('Låt orden stå kvar', { 'skal-0': ' ' });
  expect([without.status, without.text.includes('Skriv varför det får stå kvar.')]).toEqual([422, true]);
  expect((await press('Låt orden stå kvar', { 'skal-0': 'Hon har sagt ja.' })).status).toBe(303);
  await write('Något annat. Lotta Ek kom, och **Lotta Ek** gick.');
  const html = (await review()).text;
  expect([
    headline({ text: html }),
    html.includes('Inget är kvar att ordna.'),
    html.includes('Hon har sagt ja.'),
  ]).toEqual(['Granskningen', true, true]);
  const row = await app.context.db.selectFrom('minutes_overrule').selectAll().executeTakeFirstOrThrow();
  expect([row.rule, row.reason, row.user_id]).toEqual(['name', 'Hon har sagt ja.', 1]);
  expect(JSON.stringify(row)).not.toContain('Lotta');
  await press('Granska igen');
  expect(headline(await review())).toBe('2 saker att ordna innan du publicerar');
  expect((await publish()).status).toBe(422);
  await press('Låt orden stå kvar', { 'skal-0': 'Ja.' });
  expect((await publish()).status).toBe(303);
  const check = await app.context.db
    .selectFrom('minutes_check')
    .select('overruled')
    .executeTakeFirstOrThrow();
  expect(check.overruled).toBe(1);
});

it('keeps everything that was typed when somebody else saved meanwhile', async () => {
  await write('Lotta Ek kom.');
  const old = String((await latest()).number);
  const html = (await review()).text;
  const button = /value="(sta:0:[^"]+)"/.exec(html)![1]!;
  await write('Lotta Ek kom sent.');
  const met = await app.post(`${MEETING}/granskning`, {
    revision: old,
    do: button,
    'skal-0': 'Mitt skäl',
    'ord-0': 'Min text',
    summary: 'Min summering',
  });
  expect([
    met.status,
    ...['Mitt skäl', 'Min text', 'Min summering', 'har ändrats sedan'].map((one) => met.text.includes(one)),
  ]).toEqual([409, true, true, true, true]);
  expect(await text()).toBe('Lotta Ek kom sent.');
  expect(await app.context.db.selectFrom('minutes_overrule').selectAll().execute()).toEqual([]);
});

it('asks for the summary first, and saves it with whatever button is pressed', async () => {
  await write('Lotta Ek kom.');
  const html = (await review()).text;
  expect(html.indexOf('name="summary"')).toBeLessThan(html.indexOf('id="f-granskning"'));
  await press('Skriv ”En deltagare”', { summary: 'Vi sågs.' });
  expect((await latest()).content.summary).toBe('Vi sågs.');
  const closed = await publish({ summary: 'Ring 070-123 45 67.' });
  expect([closed.status, await isPublic(), (await latest()).content.summary]).toEqual([
    422,
    false,
    'Ring 070-123 45 67.',
  ]);
  expect((await publish({ summary: 'Vi sågs igen.' })).status).toBe(303);
  expect((await findPublicMinutes(app.context.db, id))!.content.summary).toBe('Vi sågs igen.');
  expect((await publish({ summary: 'x'.repeat(2001) })).status).toBe(422);
});

it('mends nothing that has not passed, neither quietly nor with a note', async () => {
  await write('Bra.');
  await publish();
  await write('Lotta Ek kom.');
  const mend = async (fields: Record<string, string>) =>
    app.post(`${MEETING}/rattning`, { revision: String((await latest()).number), ...fields });
  const quiet = await mend({ kind: 'spelling' });
  expect([quiet.status, quiet.text.includes('En sak att ordna innan ändringen visas')]).toEqual([422, true]);
  await press('Skriv ”En deltagare”');
  const note = await mend({ kind: 'fact', correction: 'Det var Lotta Ek.' });
  expect([
    note.status,
    note.text.includes('>\nDet var Lotta Ek.</textarea>'),
    note.text.includes('”Lotta Ek” kan inte stå i rättelsen.'),
  ]).toEqual([422, true, true]);
  expect((await findPublicMinutes(app.context.db, id))!.content.sections[0]!.markdown).toBe('Bra.');
  expect((await mend({ kind: 'spelling' })).status).toBe(303);
  expect((await findPublicMinutes(app.context.db, id))!.content.sections[0]!.markdown).toBe(
    'En deltagare kom.',
  );
});

it('waits for text without a place to be moved or taken away', async () => {
  await write('Bra.', { unplaced: 'En lös rad.' });
  expect(headline(await review())).toBe('En sak att ordna innan du publicerar');
  expect((await publish()).status).toBe(422);
  await press('Flytta texten', { avsnitt: 'avsnitt-1' });
  expect([await text(), (await latest()).content.unplaced]).toEqual(['Bra.\n\nEn lös rad.', '']);
  await write('Bra.', { unplaced: 'En lös rad.' });
  await press('Flytta texten', { avsnitt: '' });
  const { sections } = (await latest()).content;
  expect(sections.map(({ id: own, markdown }) => [own, markdown])).toEqual([
    ['avsnitt-1', 'Bra.'],
    ['avsnitt-2', 'En lös rad.'],
  ]);
  await write('Bra.', { unplaced: 'En lös rad.' });
  await press('Ta bort texten');
  expect([(await latest()).content.unplaced, (await publish()).status]).toEqual(['', 303]);
});

it('takes the register, the agenda and the organisations for granted, but not who has said no', async () => {
  await register(app.context, 'Lotta Ek');
  await write('Ebba Provén, Lotta Ek och Exempelskolan var där.');
  expect(headline(await review())).toBe('Granskningen');
  const speaker = await app.context.db
    .selectFrom('agenda_speaker')
    .select('id')
    .where('name', '=', 'Ebba Provén')
    .executeTakeFirstOrThrow();
  await app.context.db
    .insertInto('consent')
    .values({
      agenda_speaker_id: speaker.id,
      kind: 'name',
      given: 0,
      at: app.clock.now,
    })
    .execute();
  expect(headline(await review())).toBe('En sak att ordna innan du publicerar');
});

it('folds advice, which never stops anything', async () => {
  await write(
    'Läs [här](https://example.org/). Läs [mötet](/moten/1999-01-01) och [ett till](/moten/2026-10-19) i QQQ.',
  );
  const html = (await review()).text;
  expect([headline({ text: html }), /<summary>(\d+ råd)/.exec(html)![1]]).toEqual(['Granskningen', '3 råd']);
  await press('Ta bort länken, behåll orden');
  expect(await text()).toBe(
    'Läs [här](https://example.org/). Läs mötet och [ett till](/moten/2026-10-19) i QQQ.',
  );
  expect((await publish()).status).toBe(303);
});

it('shows the page with five hundred findings, and changes nothing by being looked at', async () => {
  await write('Kalle Svensson och Lotta Ek. '.repeat(250));
  const before = app.bytes();
  const html = (await review()).text;
  expect(app.bytes().equals(before)).toBe(true);
  expect([headline({ text: html }), html.includes('440 saker till')]).toEqual([
    '500 saker att ordna innan du publicerar',
    true,
  ]);
  expect((html.match(/<li id="f-sak-/g) ?? []).length).toBe(60);
});

it('takes no text that is too long for its place, and keeps what was typed', async () => {
  await write(`Lotta Ek kom. ${'x'.repeat(199_980)}`);
  const refused = await press('Byt ut orden', { 'ord-0': 'En granne med hund och katt' });
  expect([
    refused.status,
    refused.text.includes('Texten är för lång'),
    refused.text.includes('med hund och katt'),
  ]).toEqual([409, true, true]);
  await write('x'.repeat(199_990), { unplaced: 'En rad som inte får plats' });
  expect((await press('Flytta texten', { avsnitt: 'avsnitt-1' })).status).toBe(409);
  expect((await latest()).content.unplaced).toBe('En rad som inte får plats');
});

it('asks for a summary that is not there, and for none that is', async () => {
  const asks = async () => (await review()).text.includes('Skriv gärna två meningar under Kort sagt också.');
  await write('Bra.');
  expect(await asks()).toBe(true);
  await write('Bra.', { summary: 'Vi sågs.' });
  expect(await asks()).toBe(false);
});

it.each([
  '',
  'skriv:0',
  'skriv:99999:xxxxxxxxxxxx:0',
  'sta:0:xxxxxxxxxxxx',
  'angra:xxxxxxxxxxxx',
  'skriv:0:__proto____:1',
])('stands the odd button "%s"', async (button) => {
  await write('Lotta Ek kom.');
  const { status } = await app.post(`${MEETING}/granskning`, { revision: '1', do: button, 'skal-0': 'x' });
  expect([303, 409]).toContain(status);
  expect(await text()).toBe('Lotta Ek kom.');
});
