import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';
import { propose } from '../support/proposals.ts';

let browser: Browser;
let app: TestApp;
beforeAll(async () => {
  browser = await launchBrowser();
  app = await startApp();
  await app.signIn();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const narrow = { viewport: { width: 320, height: 800 } };
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const fits = async (page: Page) => expect([page.url(), await fitsSideways(page)]).toEqual([page.url(), true]);

it('takes a proposal, a +1 and an offer without JavaScript and cookies at 320 px', async () => {
  const id = await propose(app, 'Fler bänkar');
  const { page } = await openPage(browser, { ...narrow, javaScriptEnabled: false });
  page.setDefaultTimeout(10_000);
  await page.goto(`${app.baseUrl}/forslag`);
  await fits(page);
  await page.getByLabel('Vad föreslår du?').fill('Ljusare gångväg');
  await page.getByLabel('Berätta mer').fill('Det är mörkt vid ån.');
  await page.getByLabel('Jag kan berätta om det här själv').check();
  await press(page, 'Skicka förslaget');
  await page.getByRole('link', { name: 'Skriv ditt namn, så att vi vet vem vi ska fråga.' }).waitFor();
  await fits(page);
  expect(await page.getByLabel('Berätta mer').inputValue()).toBe('Det är mörkt vid ån.');
  await page.getByLabel('Ditt namn, om du kan berätta').fill('Unni Glad');
  await page.getByLabel('Din e-postadress').fill('unni@example.org');
  await press(page, 'Skicka förslaget');
  await page.getByText('Det gick väldigt fort.').waitFor();
  app.clock.now = '2026-11-22T12:00:20.000Z';
  await press(page, 'Skicka förslaget');
  await page.getByText('Titta i din inkorg').waitFor();

  await page.getByRole('link', { name: 'Fler bänkar' }).click();
  await fits(page);
  await press(page, '+1 Jag vill det här också');
  await page.getByText('Tack! Det är noterat att fler vill det här.').waitFor();
  await page.getByText('En till har sagt att det är viktigt.').waitFor();
  await page.getByText('Jag kan berätta om det här', { exact: true }).click();
  await page.getByLabel('Ditt namn').fill('Vera Tyst');
  await page.getByLabel('Din e-postadress').fill('vera@example.org');
  app.clock.now = '2026-11-22T12:01:00.000Z';
  await press(page, 'Erbjud dig att berätta');
  await page.getByText('Tack! Sekreteraren hör av sig till dig.').waitFor();
  expect(page.url()).toBe(`${app.baseUrl}/forslag/${id}?klart=erbjudande`);
  expect(await page.context().cookies()).toEqual([]);
  await page.close();
});

it('has no accessibility faults with errors in its forms', async () => {
  const { page, faults } = await openPage(browser, narrow);
  page.setDefaultTimeout(10_000);
  await page.goto(`${app.baseUrl}/forslag`);
  await page.getByLabel('Vad föreslår du?').fill('Ljusare gångväg');
  await page.getByLabel('Jag kan berätta om det här själv').check();
  await press(page, 'Skicka förslaget');
  await page.getByRole('link', { name: 'Skriv ditt namn, så att vi vet vem vi ska fråga.' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const id = await propose(app, 'Ett till');
  await page.goto(`${app.baseUrl}/forslag/${id}`);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('Jag kan berätta om det här', { exact: true }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
});
