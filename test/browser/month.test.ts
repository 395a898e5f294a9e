import ICAL from 'ical.js';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { linkIn } from '../support/demo.ts';
import { deliver } from '../support/mail.ts';
import { startSmtp, type Received, type SmtpSupport } from '../support/smtp.ts';
import { addUser } from '../../server/auth/actions.ts';

const DATE = '2026-12-21';
const SPEAKERS = [
  { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan' },
  { name: 'Ali Påhitt', role: 'fältassistent', organisation: 'Socialtjänsten' },
];
let browser: Browser;
let smtp: SmtpSupport;
let app: TestApp;
beforeAll(async () => {
  browser = await launchBrowser();
  smtp = await startSmtp();
  app = await startApp({ SMTP_URL: smtp.url, MAIL_FROM: 'gruppen@example.org' });
  await addUser(app.context, SECRETARY);
});
afterAll(async () => {
  await browser.close();
  await app.close();
  await smtp.close();
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
const fill = (page: Page, label: string, value: string) =>
  page
    .getByLabel(new RegExp(`^${label}( \\(frivilligt\\))?$`))
    .first()
    .fill(value);
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const open = (page: Page, path: string) => page.goto(app.baseUrl + path);

async function signIn(page: Page) {
  await open(page, '/admin');
  await fill(page, 'E-postadress', SECRETARY.email);
  await fill(page, 'Lösenord', SECRETARY.password);
  await press(page, 'Logga in');
  await page.getByRole('button', { name: 'Logga ut' }).waitFor();
}

async function addMeeting(page: Page) {
  await follow(page, 'Lägg till ett möte');
  await fill(page, 'Datum', DATE);
  await press(page, 'Lägg till mötet');
  await page.waitForURL(`**/admin/moten/${DATE}*`);
}

async function addTheme(page: Page) {
  await follow(page, 'Redigera mötet');
  await fill(page, 'Tema', 'Trygghet i området');
  await fill(page, 'Börjar', '13.30');
  await fill(page, 'Slutar', '15.30');
  await fill(page, 'Plats', 'Exempelgatan 1');
  await press(page, 'Spara mötet');
  await heading(page, 'Trygghet i området');
}

async function addAgenda(page: Page) {
  await fill(page, 'Lägg till punkter', 'Skolan i området\nFältarbete om kvällen');
  await press(page, 'Lägg till på dagordningen');
  for (const [index, title] of ['Skolan i området', 'Fältarbete om kvällen'].entries()) {
    const { name, role, organisation } = SPEAKERS[index]!;
    await follow(page, title);
    await fill(page, 'Namn', name);
    await fill(page, 'Roll', role);
    await fill(page, 'Organisation', organisation);
    await page.getByLabel('Har tackat ja').check();
    await press(page, 'Lägg till medverkande');
    await page.getByRole('heading', { name: `${name}, ${role}, ${organisation}` }).waitFor();
    await follow(page, 'Tillbaka');
  }
}

/** Asks for the calendar entry, and confirms by the link that comes by mail. */
async function subscribe(page: Page) {
  await open(page, '/prenumerera');
  await fill(page, 'E-postadress', 'kim@example.org');
  await page.getByLabel('Kalenderinbjudan').check();
  await press(page, 'Prenumerera');
  await heading(page, 'Se efter i din inkorg');
  const { mail } = await theMail();
  await page.goto(linkIn(mail.text!));
  await press(page, 'Bekräfta prenumerationen');
  await heading(page, 'Din prenumeration');
}

/** The only mail that has come since last time. */
async function theMail(): Promise<Received> {
  await deliver(app.context);
  const [mail, ...others] = smtp.received.splice(0);
  expect(others).toEqual([]);
  return mail!;
}

async function announce(page: Page) {
  await press(page, 'Bjud in till mötet');
  await page.getByText('✓ Inbjudan är gjord').waitFor();
  await follow(page, 'Förhandsgranska mejlet');
  await heading(page, 'Nytt utskick');
  await page.frameLocator('iframe').getByText('Skolan i området').waitFor();
}

/** It waits for its holding time until the secretary says now. */
async function sendNow(page: Page) {
  await press(page, 'Skicka utskicket');
  await page.getByRole('button', { name: 'Skicka nu' }).waitFor();
  await deliver(app.context);
  expect(smtp.received).toEqual([]);
  await press(page, 'Skicka nu');
}

async function changeTime(page: Page) {
  await open(page, `/admin/moten/${DATE}/redigera`);
  await fill(page, 'Börjar', '14.00');
  await fill(page, 'Slutar', '16.00');
  await press(page, 'Spara mötet');
  await heading(page, 'Vill du berätta för prenumeranterna?');
  await follow(page, 'Ja, förhandsgranska mejlet');
}

/** What stands in the invitation that a calendar program would read. */
function entryIn({ mail }: Received) {
  const part = mail.attachments.find(({ contentType }) => contentType === 'text/calendar')!;
  const calendar = new ICAL.Component(ICAL.parse(part.content.toString()) as never);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.uid,
    sequence: event.sequence,
    starts: event.startDate.toString(),
    summary: event.summary,
  };
}

async function hold(page: Page) {
  app.clock.now = `${DATE}T16:30:00.000Z`;
  await signIn(page);
  await open(page, `/admin/moten/${DATE}`);
  await follow(page, 'Avsluta mötet');
  await press(page, 'Alla punkter blev klara');
  await follow(page, 'Tillbaka till mötet');
  await page.getByRole('button', { name: 'Ångra hållet' }).waitFor();
}

async function writeMinutes(page: Page) {
  await follow(page, 'Skriv minnesanteckningar');
  await heading(page, 'Skriv minnesanteckningar');
  const values = (label: string) =>
    page
      .getByLabel(label, { exact: true })
      .evaluateAll((fields) => fields.map((one) => (one as unknown as { value: string }).value));
  expect(await values('Rubrik')).toEqual([
    'Välkommen',
    'Skolan i området',
    'Fältarbete om kvällen',
    'Övriga frågor',
  ]);
  expect(await values('Medverkande')).toEqual([
    '',
    ...SPEAKERS.map(({ name, role, organisation }) => `${name}, ${role}, ${organisation}`),
    '',
  ]);
  await page.getByLabel('Text', { exact: true }).first().fill('Läxhjälpen har **öppet** på torsdagar.');
  await press(page, 'Förhandsvisa');
  await page.locator('strong', { hasText: 'öppet' }).waitFor();
  await press(page, 'Fortsätt skriva');
  await press(page, 'Spara och granska');
  await press(page, 'Publicera minnesanteckningarna');
  await page.getByText('Minnesanteckningarna är publicerade.').waitFor();
}

it(
  'carries a meeting through its month, from a date to published minutes',
  { timeout: 120_000 },
  async () => {
    const secretary = await openPage(browser);
    const visitor = await openPage(browser);
    const page = secretary.page;
    for (const one of [page, visitor.page]) one.setDefaultTimeout(10_000);
    await signIn(page);
    await addMeeting(page);
    await addTheme(page);
    await addAgenda(page);
    await subscribe(visitor.page);
    await announce(page);
    await sendNow(page);
    const invitation = await theMail();
    expect(invitation.to).toEqual(['kim@example.org']);
    const agenda = SPEAKERS.map(({ name, role, organisation }) => `${name}, ${role}, ${organisation}`);
    for (const speaker of agenda) {
      expect(invitation.mail.text).toContain(speaker);
      expect(invitation.mail.html).toContain(speaker);
    }
    const first = entryIn(invitation);
    expect(first).toMatchObject({ method: 'REQUEST', starts: '2026-12-21T13:30:00' });

    await changeTime(page);
    await sendNow(page);
    const change = await theMail();
    const second = entryIn(change);
    expect(change.mail.text).toContain('14.00–16.00');
    expect(second).toEqual({ ...first, starts: '2026-12-21T14:00:00', sequence: second.sequence });
    expect(second.sequence).toBeGreaterThan(first.sequence);

    await hold(page);
    await writeMinutes(page);
    await isOpenToAll(visitor.page);
    expect([...secretary.faults, ...visitor.faults]).toEqual([]);
  },
);

/** The page, the search, the feed and both calendars say the same. */
async function isOpenToAll(page: Page) {
  await open(page, '/');
  await follow(page, 'Trygghet i området');
  await page.getByText('Läxhjälpen har öppet på torsdagar.').waitFor();
  await open(page, '/sok');
  await page.getByRole('searchbox').fill('läxhjälp');
  await press(page, 'Sök');
  await page.locator(`main a[href^="/moten/${DATE}"]`).first().waitFor();
  const feed = await app.get('/feed.xml');
  expect(feed.text).toContain(`${app.baseUrl}/moten/${DATE}`);
  expect(feed.text).toContain('Läxhjälpen');
  for (const path of ['/kalender.ics', `/moten/${DATE}.ics`]) {
    const calendar = new ICAL.Component(ICAL.parse((await app.get(path)).text) as never);
    const [event, ...others] = calendar.getAllSubcomponents('vevent');
    expect(others).toEqual([]);
    expect(String(event!.getFirstPropertyValue('summary'))).toContain('Trygghet i området');
    expect(String(event!.getFirstPropertyValue('dtstart'))).toBe('2026-12-21T14:00:00');
  }
}
