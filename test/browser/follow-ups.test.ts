import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';
import { LINE, NOVEMBER, linkOf, meetingOn } from '../follow-ups/support.ts';

let browser: Browser;
let app: TestApp;
beforeAll(async () => {
  browser = await launchBrowser();
  app = await startApp();
  await app.signIn();
  await meetingOn(app, NOVEMBER, { items: [{ title: 'Hälsa', kind: 'talk' }], theme: 'Hälsa' });
  await meetingOn(app, '2026-12-21', { announced_at: '2026-11-20T10:00:00.000Z' });
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const narrow = { viewport: { width: 320, height: 800 } };
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const read = async (page: Page, path: string) => {
  await page.goto(app.baseUrl + path);
  expect([path, await fitsSideways(page)]).toEqual([path, true]);
};

it('goes without JavaScript, at 320 px, from a line in the editor to the answer and the trail', async () => {
  const { page } = await openPage(browser, { ...narrow, javaScriptEnabled: false });
  page.setDefaultTimeout(10_000);
  await page.goto(`${app.baseUrl}/admin/moten/${NOVEMBER}/anteckningar`);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await press(page, 'Logga in');
  await page.getByLabel('Text', { exact: true }).first().fill(`Vi talade om hälsa.\n\n${LINE}`);
  await press(page, 'Spara och granska');
  await page.getByText('1 uppföljning:').waitFor();
  await press(page, 'Publicera minnesanteckningarna');
  await page.getByRole('link', { name: 'Uppföljning' }).first().click();
  await page.getByRole('link', { name: 'undersök hälsodag' }).click();
  await page.getByLabel('Vem svarar på frågan?').selectOption('ny-organisation');
  await page.getByLabel('E-postadress till den som svarar').fill('radet@example.org');
  await press(page, 'Spara uppgifterna');
  await press(page, 'Fråga nu');
  await page.getByText('Frågan är på väg med mejl.').waitFor();
  await page.context().clearCookies();

  const before = app.bytes();
  await read(page, await linkOf(app, 1));
  expect(app.bytes().equals(before)).toBe(true);
  await page.getByLabel('Det blev inte av').check();
  await press(page, 'Skicka svaret');
  await page.getByRole('link', { name: 'Skriv med en mening varför det inte blev av.' }).waitFor();
  expect(await page.getByLabel('Det blev inte av').isChecked()).toBe(true);
  await page.getByLabel('Det pågår').check();
  await page.getByLabel('Berätta med en mening').fill('plats bokad');
  await press(page, 'Skicka svaret');
  await page.getByText('Tack! Vi har sparat ditt svar: pågår.').waitFor();

  await read(page, `/moten/${NOVEMBER}`);
  await page.getByRole('link', { name: 'Pågår 22 november 2026: plats bokad' }).click();
  expect(page.url()).toContain('#uppfoljning-1');
  await read(page, '/moten/2026-12-21');
  await page.getByText('Uppföljning: undersök hälsodag (Föreningsrådet) – pågår: plats bokad').waitFor();
  await page.getByRole('link', { name: 'mötet 16 november 2026' }).click();
  await read(page, '/uppfoljningar');
});

it('has no accessibility faults on its own pages, with and without errors', async () => {
  const { page, faults } = await openPage(browser, narrow);
  for (const path of [await linkOf(app, 1), '/uppfoljningar']) {
    await read(page, path);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  await page.goto(app.baseUrl + (await linkOf(app, 1)));
  await page.getByLabel('Det blev inte av').check();
  await page.getByLabel('Berätta med en mening').fill('');
  await press(page, 'Skicka svaret');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto(`${app.baseUrl}/admin/uppfoljningar`);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await press(page, 'Logga in');
  for (const path of ['', '?lage=ongoing', '/1', '/ny', '/1/borttagning']) {
    await read(page, `/admin/uppfoljningar${path}`);
    expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
  }
  await read(page, `/admin/moten/${NOVEMBER}/uppfoljningar`);
  expect(await accessibilityFaults(page)).toEqual([]);
  await read(page, '/admin/uppfoljningar/ny');
  await page.getByLabel('Sista dag').fill('19 jan');
  await page
    .locator('form.narrow')
    .evaluate((form) => ((form as unknown as { noValidate: boolean }).noValidate = true));
  await press(page, 'Spara uppföljningen');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
});
