import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { getMeeting } from '../../server/meetings/queries.ts';
import { SECRETARY, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';
import { HELD, NEXT, itemsOf, startAfterMeeting } from '../support/carry-over.ts';

let browser: Browser;
let app: TestApp;
beforeAll(async () => {
  browser = await launchBrowser();
  app = await startAfterMeeting();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

async function signedIn(): Promise<Page> {
  const { page } = await openPage(browser, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 800 },
  });
  page.setDefaultTimeout(10_000);
  await page.goto(`${app.baseUrl}/admin/moten/${HELD}`);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await press(page, 'Logga in');
  return page;
}

it('carries a postponed talk to the next agenda without scripts on a small screen', async () => {
  const page = await signedIn();
  await follow(page, 'Avsluta mötet');
  expect(await fitsSideways(page)).toBe(true);
  await group(page, 'Läxhjälp').getByLabel('Utgår').check();
  await group(page, 'Cykelbanan').getByLabel('Klar').check();
  await press(page, 'Avsluta mötet');
  await page.getByText('En sak behöver rättas').waitFor();
  expect(await fitsSideways(page)).toBe(true);
  expect(await group(page, 'Cykelbanan').getByLabel('Klar').isChecked()).toBe(true);
  await group(page, 'Läxhjälp').getByLabel('Till nästa möte, 21 december 2026').check();
  const reason = group(page, 'Läxhjälp').getByLabel('Varför blev den inte av?');
  await reason.fill('sjukdom');
  await reason.press('Enter');
  await page.getByRole('heading', { name: 'Mötet är avslutat' }).waitFor();
  expect(await fitsSideways(page)).toBe(true);
  await follow(page, 'Skriv minnesanteckningar');
  expect(await page.getByText('skjuts upp till mötet 21 december 2026 (sjukdom)').count()).toBe(1);

  await page.goto(`${app.baseUrl}/moten/${HELD}`);
  await follow(page, 'mötet 21 december 2026');
  await page.getByText('Läxhjälp').waitFor();
  expect(await fitsSideways(page)).toBe(true);
  await follow(page, 'mötet 16 november 2026');
  expect(page.url()).toBe(`${app.baseUrl}/moten/${HELD}`);
  expect(await itemsOf(app, NEXT)).toContain('Läxhjälp planned');

  await page.goto(`${app.baseUrl}/admin/moten/${HELD}`);
  await follow(page, 'Ändra vad som hände med Läxhjälp');
  await page.getByLabel('Till Temabanken, där den väntar på ett möte').check();
  await press(page, 'Spara vad som hände');
  await page.getByText('Väntar på ett nytt möte').waitFor();
  expect(await itemsOf(app, NEXT)).not.toContain('Läxhjälp planned');
  await press(page, 'Ångra hållet');
  expect((await getMeeting(app.context.db, HELD)).state).toBe('confirmed');
}, 60_000);

it('has no faults that a checker of accessibility finds', async () => {
  const { page } = await openPage(browser);
  await page.goto(`${app.baseUrl}/admin/moten/${HELD}/avslut`);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await press(page, 'Logga in');
  await page.getByRole('heading', { name: 'Avsluta mötet' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press(page, 'Avsluta mötet');
  await page.getByRole('heading', { name: 'Mötet är avslutat' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await follow(page, 'Ändra: Läxhjälp');
  expect(await accessibilityFaults(page)).toEqual([]);
}, 60_000);
