import { afterEach, beforeEach, expect, it } from 'vitest';
import { readStart } from '../../server/handovers/handover.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { addMeeting, addSubscriber } from '../support/mail.ts';
import { mailOut } from '../support/mailbox.ts';
import { makeManyMeetings, makeMeeting } from '../support/meetings.ts';
import { formOf } from '../support/minutes.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const plain = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1');
const show = async (query = '') => plain((await app.get(`/admin/overlamning${query}`)).text);
/** From one heading to the next. */
const between = (text: string, from: string, to: string) =>
  text.slice(text.indexOf(from), text.indexOf(to)).trim();

it('says that there is nothing, in words', async () => {
  const text = await show();
  expect(text).toContain('från söndag 22 november 2026 till och med lördag 2 januari 2027.');
  expect(text).toContain('Inget ska göras de här sex veckorna.');
  expect(text).toContain('Det finns inget möte de här sex veckorna.');
  expect(text).not.toContain('Försenat');
  expect(text).not.toContain('Utskick som väntar');
});

it('tells first what is late, then day by day, then the meetings', async () => {
  await addMeeting(app.context);
  const text = await show();
  expect(between(text, 'Försenat', 'Dag för dag')).toBe(
    'Försenat Planera våren 2027. Skulle ha varit klart fredag 20 november 2026.',
  );
  expect(between(text, 'Dag för dag', 'Så gör du')).toBe(
    [
      'Dag för dag',
      'fredag 11 december 2026 Bjud in till mötet 21 december Skicka dagordningen till mötet 21 december',
      'måndag 21 december 2026 Möte : Områdesarbete kl. 13.30–15.30',
      'måndag 28 december 2026 Avsluta mötet 21 december Skriv minnesanteckningar från mötet 21 december',
      'Möten',
      'Områdesarbete Preliminärt',
      'När måndag 21 december 2026 kl. 13.30–15.30 Var Exempelgatan 1, plan 2 Digitalt Ingen länk',
      'Medverkande Ebba Provén, rektor, Exempelskolan: har tackat ja (Skolan i området)',
      'Inbjudan Inte gjord än',
    ].join(' '),
  );
});

it('begins on the first day of a stand-in, and says what must be done before', async () => {
  await addMeeting(app.context);
  const text = await show('?fran=2026-12-14');
  expect(between(text, 'Försenat', 'Dag för dag')).toBe(
    [
      'Försenat Planera våren 2027. Skulle ha varit klart fredag 20 november 2026.',
      'Ska vara klart före måndag 14 december 2026',
      'Bjud in till mötet 21 december. Senast fredag 11 december 2026.',
      'Skicka dagordningen till mötet 21 december. Senast fredag 11 december 2026.',
    ].join(' '),
  );
  expect(text).toContain('till och med söndag 24 januari 2027.');
});

it.each([
  ['2026-02-30', 'Det datumet finns inte.'],
  ['i morgon', 'Det datumet finns inte.'],
  ['<b>', 'Det datumet finns inte.'],
  ['2026-11-21', 'Den dagen har redan varit.'],
  ['2027-11-24', 'Stämmer året?'],
])('asks again about %s', async (fran, fault) => {
  const answer = await app.get(`/admin/overlamning?fran=${encodeURIComponent(fran)}`);
  expect([answer.status, answer.text.includes(`<a href="#f-fran">${fault}`)]).toEqual([422, true]);
  expect(answer.text).toContain('söndag 22 november 2026');
});

it('takes a repeated or an empty day', async () => {
  expect(readStart('', '2026-11-22')).toEqual({ from: '2026-11-22' });
  expect(readStart('2027-11-23', '2026-11-22')).toEqual({ from: '2027-11-23' });
  for (const query of ['?fran=', '?fran=2026-12-01&fran=x', '?fran[x]=1'])
    expect([query, (await app.get(`/admin/overlamning${query}`)).status]).toEqual([query, 200]);
});

it('shows both days of a meeting that is not decided, and a cancelled one as such', async () => {
  await makeMeeting(app, { dates: ['2026-12-14', '2026-12-21'], state: 'tentative' });
  const { id } = await makeMeeting(app, { dates: ['2026-12-07'], state: 'cancelled' });
  await app.context.db
    .updateTable('meeting')
    .set({ cancelled_reason: 'Snöstorm.' })
    .where('id', '=', id)
    .execute();
  const text = await show();
  expect(text).toContain('måndag 7 december 2026 Inställt möte : Tema kommer');
  expect(text).toContain('måndag 14 december 2026 Kanske möte');
  expect(text).toContain('måndag 21 december 2026 Kanske möte');
  expect(text).toContain('När måndag 14 december 2026 eller måndag 21 december 2026 kl. 13.30–15.30');
  expect(text).toContain('Inställt Snöstorm.');
});

it('tells what waits in the queue, and shows no address of anybody', async () => {
  const slug = await addMeeting(app.context);
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  await app.post(`/admin/moten/${slug}/inbjudan`);
  await mailOut(app, 'announcement', slug, { when: 'wait' });
  expect(await show()).toContain(
    'Inbjudan: Områdesarbete, måndag 21 december 2026 (inbjudan): skickas söndag 22 november 2026 kl. 13.10',
  );
  await app.post(`/admin/moten/${slug}/datum`, { date: '2026-12-28' });
  const { text } = await app.get('/admin/overlamning');
  expect(plain(text)).toContain('(inbjudan): väntar på att du läser igenom det, för mötet har ändrats');
  expect(plain(text)).toMatch(/söndag 22 november 2026 I dag Läs igenom utskicket ”Inbjudan: Områdesarbete/);
  expect(text).not.toContain('eva@example.org');
});

it('takes 500 meetings', async () => {
  await makeManyMeetings(app, '2026-11-23', 500);
  const { status, text } = await app.get('/admin/overlamning');
  expect([status, text.match(/class="handover-meeting"/g)?.length]).toEqual([200, 41]);
});

it('names the buttons as they are', async () => {
  const slug = await addMeeting(app.context);
  const at = `/admin/moten/${slug}`;
  const { text } = await app.get('/admin/overlamning');
  const howTo = text.slice(text.indexOf('Så gör du'), text.indexOf('Bra att veta'));
  const named = [...howTo.matchAll(/<strong>([^<]+)/g)].map(([, name]) => name!);
  const pages = [(await app.get(at)).text];
  await app.post(`${at}/inbjudan`);
  for (const path of ['', '/utskick/ny?slag=announcement', '/beratta?slag=change'])
    pages.push((await app.get(at + path)).text);
  app.clock.now = '2026-12-21T16:00:00.000Z';
  await app.post('/admin/logga-in', SECRETARY);
  for (const path of ['', '/anteckningar']) pages.push((await app.get(at + path)).text);
  const fields = formOf({ text: pages.at(-1)! });
  expect((await app.post(`${at}/anteckningar`, { ...fields, do: 'review' })).status).toBe(303);
  pages.push((await app.get(`${at}/publicering`)).text);
  const buttons = pages.flatMap((page) =>
    [...page.matchAll(/<(?:button|a)[^>]*class="btn[^>]*>([^<]+)/g)].map(([, label]) => label!),
  );
  expect(named).toHaveLength(11);
  expect(named.filter((name) => !buttons.includes(name))).toEqual([]);
});

it('leads only to pages that are there', async () => {
  await addMeeting(app.context);
  const { text } = await app.get('/admin/overlamning');
  const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
  const links = [...new Set([...main.matchAll(/href="(\/[^"#]*)/g)].map(([, path]) => path!))];
  expect(links).toHaveLength(9);
  for (const link of links) expect([link, (await app.get(unescapeHtml(link))).status]).toEqual([link, 200]);
});

const unescapeHtml = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#61;', '=');
