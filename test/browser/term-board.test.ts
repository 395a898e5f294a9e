import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { addUser } from '../../server/auth/actions.ts';
import { transaction } from '../../server/context.ts';
import { meetingTitle } from '../../server/meetings/meeting.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { addIdeas } from '../../server/themes/backlog-queries.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';
import { countingHand } from '../support/counting.ts';

const IDEAS = ['Bostad först', 'Kultur på recept', 'Trygga kvällar'];
const MEETINGS = [
  ['2027-01-18', 'Bostad först'],
  ['2027-02-15', 'Kultur på recept'],
  ['2027-03-15', 'Trygga kvällar'],
  ['2027-04-19', 'Ungas hälsa'],
  ['2027-05-17', 'Läsning'],
];
let browser: Browser;
let app: TestApp;
beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  app = await startApp();
  await addUser(app.context, SECRETARY);
  await transaction(app.context, (trx) => addIdeas(trx, IDEAS, '', app.clock.now));
});
afterEach(() => app.close());
afterAll(() => browser.close());

async function signIn(page: Page, path: string) {
  page.setDefaultTimeout(15_000);
  await page.goto(app.baseUrl + path);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
}

it.each([true, false])(
  'plans an empty term with few clicks and fields, scripts: %s',
  { timeout: 60_000 },
  async (javaScriptEnabled) => {
    const width = javaScriptEnabled ? 1280 : 320;
    const { page, faults } = await openPage(browser, {
      javaScriptEnabled,
      viewport: { width, height: 800 },
    });
    await signIn(page, '/admin');
    const hand = countingHand(page);
    await hand.follow('Terminen');
    await hand.follow('Våren 2027');
    await hand.press('Skapa de valda mötena');
    for (const [index, day] of ['18 januari', '15 februari', '15 mars'].entries())
      await hand.choose(`Välj tema, mötet ${day}`, IDEAS[index]!);
    await hand.fill('eller skriv ett tema, mötet 19 april', 'Ungas hälsa');
    await hand.fill('eller skriv ett tema, mötet 17 maj', 'Läsning');
    await hand.press('Spara terminen');
    await page.getByRole('status').getByText('Terminen är sparad.').waitFor();
    expect(
      (await listMeetings(app.context.db)).map((meeting) => [meeting.date, meetingTitle(meeting)]),
    ).toEqual(MEETINGS);
    const { clicks, fields, total } = hand.count();
    console.log(`Fem planerade möten med teman: ${clicks} klick och ${fields} fält, ${total} tillsammans.`);
    expect(total).toBeLessThan(25);
    expect([await fitsSideways(page), faults]).toEqual([true, []]);
  },
);

it('keeps what was typed beside its fault, decides a date with one click, at 320 px', async () => {
  const { page } = await openPage(browser, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  await signIn(page, '/admin/terminer/2027-vt');
  const april = page.getByRole('group', { name: 'När ska mötet i april vara?' });
  await april.getByText('Datumet är inte bestämt').click();
  await april.getByLabel('Det kan också bli').selectOption({ label: 'måndag 26 april 2027' });
  await page.getByRole('button', { name: 'Skapa de valda mötena' }).click();
  await page.getByLabel('eller skriv ett tema, mötet 18 januari').fill('x'.repeat(121));
  await page.getByLabel('eller skriv ett tema, mötet 15 februari').fill('Läsning');
  await page.getByRole('button', { name: 'Spara terminen' }).first().click();
  await page.getByRole('link', { name: 'Texten är för lång.' }).click();
  const kept = page.getByLabel('eller skriv ett tema, mötet 18 januari');
  expect(await kept.inputValue()).toBe('x'.repeat(121));
  expect(await page.getByLabel('eller skriv ett tema, mötet 15 februari').inputValue()).toBe('Läsning');
  await kept.fill('Hälsa');
  await kept.press('Enter');
  await page.getByRole('status').getByText('Terminen är sparad.').waitFor();
  expect((await listMeetings(app.context.db))[3]!.dates.map(({ state }) => state)).toEqual(['open', 'open']);
  await page.getByRole('button', { name: 'Det blir 26 april' }).click();
  await page.getByRole('status').getByText('Datumet är bestämt.').waitFor();
  await page.getByText('19 april utgår: mötet är 26 april').waitFor();
  expect(await fitsSideways(page)).toBe(true);
});

it.each([320, 1280])('has no accessibility faults, board and backlog, at %i px', async (width) => {
  const { page, faults } = await openPage(browser, { viewport: { width, height: 800 } });
  await signIn(page, '/admin/terminer/2027-vt');
  await page.getByRole('button', { name: 'Skapa de valda mötena' }).click();
  await page.getByText('Lägg till ett datum').first().click();
  await page.getByText('Del, eller ett tema till').first().click();
  await page.getByLabel('Annat möjligt datum, mötet 18 januari').fill('2027-01-25');
  await page.getByLabel('Del, mötet 18 januari', { exact: true }).fill('del 1');
  await page.getByRole('button', { name: 'Spara terminen' }).last().click();
  await page.getByText('Skriv det första temat här').first().waitFor();
  expect([...(await accessibilityFaults(page)), await fitsSideways(page)]).toEqual([true]);
  await page.getByLabel('Del, mötet 18 januari', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Spara terminen' }).last().click();
  await page.getByRole('button', { name: 'Det blir 25 januari' }).waitFor();
  expect([...(await accessibilityFaults(page)), await fitsSideways(page)]).toEqual([true]);
  await page.goto(`${app.baseUrl}/admin/teman`);
  await page.getByText('Skriv en anteckning').first().click();
  expect([...(await accessibilityFaults(page)), await fitsSideways(page)]).toEqual([true]);
  expect(faults).toEqual([]);
});
