import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { EMPTY_MINUTES } from '../../server/minutes/minutes.ts';
import { publishMinutes } from '../../server/minutes/publishing-actions.ts';
import { insertRevision } from '../../server/minutes/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addTalk, appearanceOf, pathOf } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';

let app: TestApp;
let at: { id: number; slug: string };
let ebba: Awaited<ReturnType<typeof addTalk>>;
let olle: Awaited<ReturnType<typeof addTalk>>;
const reading = () => `/admin/moten/${at.slug}/lasning`;
const review = () => app.get(`/admin/moten/${at.slug}/publicering`);

beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  at = await makeMeeting(app, { dates: ['2026-11-16'] });
  ebba = await addTalk(app, at.id, { title: 'Läxhjälp', name: 'Ebba Provén' });
  olle = await addTalk(app, at.id, { title: 'Cykelbanan', name: 'Olle Nejd', email: 'olle@example.org' });
  await addTalk(app, at.id, { title: 'Fältarbete', name: 'Kim Utan', email: null });
  app.clock.now = '2026-11-17T09:00:00.000Z';
});
afterEach(() => app.close());

function draft(texts: Record<string, string>) {
  const sections = Object.entries(texts).map(([heading, markdown], index) => ({
    id: `avsnitt-${index + 1}`,
    heading,
    level: 1 as const,
    kind: 'talk' as const,
    speakers: [],
    markdown,
  }));
  const by = { userId: null, note: '', now: app.clock.now };
  return transaction(app.context, (trx) => insertRevision(trx, at.id, { ...EMPTY_MINUTES, sections }, by));
}
const mails = () =>
  app.context.db
    .selectFrom('outbox')
    .innerJoin('outbox_raw', 'outbox_raw.outbox_id', 'outbox.id')
    .select(['recipient_address', 'subject', 'state', 'raw', 'drop_after'])
    .orderBy('outbox.id')
    .execute();
const ticked = (html: string) =>
  [...html.matchAll(/name="person" value="(\d+)"( checked)?/g)].map(([, id, on]) => [
    Number(id),
    Boolean(on),
  ]);

it('asks those who have a text, by mail, with the day when silence means yes', async () => {
  await draft({ Läxhjälp: 'Den växer.', Cykelbanan: '', Fältarbete: 'Om kvällen.' });
  const { text } = await app.get(reading());
  expect(ticked(text)).toEqual([[ebba.id, true]]);
  expect(text).toContain('saknar e-postadress: Kim Utan.');
  expect(text).toContain('value="2026-11-20"');
  expect(text).toContain('senast fredag 20 november 2026');

  const sent = await app.post(reading(), { person: String(ebba.id), by: '2026-11-23', verb: 'skicka' });
  expect(sent.headers.get('location')).toBe(`/admin/moten/${at.slug}/publicering?klart=fragade`);
  const [mail, ...others] = await mails();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    recipient_address: 'ebba@example.org',
    subject: 'Läs din del av minnesanteckningarna senast måndag 23 november 2026',
    drop_after: '2026-11-23T23:00:00.000Z',
  });
  const link = `${app.context.config.baseUrl}${await pathOf(app, ebba.id)}/utkast`;
  expect(Buffer.from(mail!.raw).toString().replace(/=\r\n/g, '').replaceAll('=3D', '=')).toContain(link);
  expect((await review()).text).toContain('</strong>, Läxhjälp: är ombedd att läsa senast 23 november 2026');
  const own = (await app.get(`${await pathOf(app, ebba.id)}/utkast`)).text;
  expect(own).toContain('<strong>Svara senast måndag 23 november 2026.</strong>');
  app.clock.now = '2026-11-24T09:00:00.000Z';
  await app.signIn();
  expect((await review()).text).toContain('har inte svarat till 23 november 2026. Det betyder ja.');
  expect((await app.get(`${await pathOf(app, ebba.id)}/utkast`)).text).toContain('Sista dag att svara var');
});

it('shows the answer instead of the day, and asks again only whom the secretary chooses', async () => {
  await draft({ Läxhjälp: 'Den växer.', Cykelbanan: 'Den är klar.' });
  await app.post(reading(), { person: [String(ebba.id), String(olle.id)], by: '2026-11-23' });
  await app.post(`${await pathOf(app, ebba.id)}/utkast`, { do: 'ratt' });
  await app.post(`${await pathOf(app, olle.id)}/utkast`, { correction: 'Den är snart klar.' });
  const { text } = await review();
  expect(text).toContain('</strong>, Läxhjälp: det ser bra ut (');
  expect(text).toMatch(/Cykelbanan: vill ändra \([^)]+\)<span class="said"><br>Den är snart klar\./);
  expect(ticked((await app.get(reading())).text)).toEqual([
    [ebba.id, false],
    [olle.id, false],
  ]);
  await app.post(reading(), { person: String(olle.id), by: '2026-11-25' });
  expect((await mails()).map(({ recipient_address, state }) => [recipient_address, state])).toEqual([
    ['ebba@example.org', 'queued'],
    ['olle@example.org', 'queued'],
  ]);
  expect((await appearanceOf(app, olle.id)).read_by).toBe('2026-11-25');
});

it.each([
  [{ by: '2026-11-23' }, 'Välj minst en person.'],
  [{ person: 'EBBA', by: '2026-11-17' }, 'Välj en dag efter i dag'],
  [{ person: 'EBBA', by: '2027-11-17' }, 'Välj en dag inom 60 dagar.'],
  [{ person: 'EBBA', by: '2026-02-30' }, 'Skriv datumet så här'],
])('sends nothing for %j', async (fields, fault) => {
  await draft({ Läxhjälp: 'Den växer.' });
  const body = JSON.parse(JSON.stringify(fields).replace('EBBA', String(ebba.id))) as Record<string, string>;
  const { status, text } = await app.post(reading(), body);
  expect([status, text.includes(fault)]).toEqual([422, true]);
  expect(text).toContain(`value="${fields.by}"`);
  expect(await mails()).toEqual([]);
});

it('asks nobody before the meeting, without a text, after publication, or who stands on no agenda', async () => {
  const empty = 'Det finns ingen att fråga.';
  expect((await app.get(reading())).text).toContain(empty);
  await draft({ Läxhjälp: 'Den växer.' });
  const refused = await app.post(reading(), { person: '999999', by: '2026-11-23' });
  expect([refused.status, refused.text.includes('Ingen fick mejlet.')]).toEqual([409, true]);
  app.clock.now = '2026-11-15T09:00:00.000Z';
  expect((await app.get(reading())).text).toContain(empty);
  app.clock.now = '2026-11-17T09:00:00.000Z';
  await publishMinutes(app.context, at.slug, 1, 1);
  expect((await app.get(reading())).text).toContain(empty);
  expect(await mails()).toEqual([]);
});
