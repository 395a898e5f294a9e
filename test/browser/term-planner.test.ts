import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addUser } from '../../server/auth/actions.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';

let browser: Browser;
let app: TestApp;
beforeAll(async () => {
  browser = await launchBrowser();
  app = await startApp();
  await addUser(app.context, SECRETARY);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

it('plans a term without JavaScript at 320 px, with a fault on the way', async () => {
  const { page, faults } = await openPage(browser, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  page.setDefaultTimeout(10_000);
  await page.goto(`${app.baseUrl}/admin/terminer/2028-vt`);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await page.getByRole('button', { name: 'Logga in' }).click();

  const row = (name: string) => page.getByRole('group', { name });
  const create = page.getByRole('button', { name: 'Skapa de valda mötena' });
  await row('När ska mötet i april vara?').getByLabel('måndag 8 maj 2028').check();
  await row('När ska mötet i maj vara?').getByLabel('måndag 8 maj 2028').check();
  await create.click();
  await page.getByRole('link', { name: 'Två möten på samma dag, måndag 8 maj 2028.' }).first().waitFor();
  expect(await row('När ska mötet i april vara?').getByLabel('måndag 8 maj 2028').isChecked()).toBe(true);
  expect(await fitsSideways(page)).toBe(true);

  await row('När ska mötet i april vara?').getByLabel('måndag 24 april 2028').check();
  await row('När ska mötet i maj vara?').getByLabel('Inget möte').check();
  await create.click();
  await page.getByRole('status').getByText('Mötena är skapade.').waitFor();
  expect(await fitsSideways(page)).toBe(true);
  const [, , , april] = await listMeetings(app.context.db);
  expect((await listMeetings(app.context.db)).map(({ date }) => date)).toEqual([
    '2028-01-17',
    '2028-02-14',
    '2028-03-20',
    '2028-04-24',
  ]);
  await page.getByRole('link', { name: 'mån 24 april', exact: true }).click();
  expect(new URL(page.url()).pathname).toBe(`/admin/moten/${april!.slug}`);
  expect(faults).toEqual([]);
});

it('has no accessibility faults when a choice is wrong, or every second week is planned', async () => {
  const { page, faults } = await openPage(browser, { viewport: { width: 320, height: 640 } });
  await page.goto(`${app.baseUrl}/admin/installningar/tider`);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByLabel('Hur ofta').selectOption('fortnightly');
  await page.getByRole('button', { name: 'Spara inställningarna' }).click();
  await page.getByRole('link', { name: 'Skriv datumet för det första mötet.' }).waitFor();
  await page.getByLabel('Första mötet').fill('2028-08-21');
  await page.getByRole('button', { name: 'Spara inställningarna' }).click();
  await page.goto(`${app.baseUrl}/admin/terminer/2028-ht`);
  expect(await page.locator('fieldset').count()).toBe(9);
  const all = await page.getByLabel('Inget möte').all();
  for (const none of all) await none.check();
  await page.getByRole('button', { name: 'Skapa de valda mötena' }).click();
  await page.getByText('Välj minst ett datum.').first().waitFor();
  expect([...(await accessibilityFaults(page)), await fitsSideways(page)]).toEqual([true]);
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
});
