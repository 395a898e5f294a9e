import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';
import { addTalk, appearanceOf, pathOf } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';

const PHONE = { width: 320, height: 640 };
let browser: Browser;
let app: TestApp;
let talk: Awaited<ReturnType<typeof addTalk>>;
beforeAll(async () => {
  browser = await launchBrowser();
  app = await startApp();
  const { id } = await makeMeeting(app, { dates: ['2026-12-21'], online: 'https://example.org/mote' });
  await makeMeeting(app, { dates: ['2027-01-18'] });
  talk = await addTalk(app, id);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

it('is answered on a phone without JavaScript, mended and changed', async () => {
  const { page } = await openPage(browser, { javaScriptEnabled: false, viewport: PHONE });
  const before = app.bytes();
  await page.goto(app.baseUrl + (await pathOf(app, talk.id)));
  expect(app.bytes().equals(before)).toBe(true);
  expect(await fitsSideways(page)).toBe(true);
  await page.getByLabel('Ja, jag kommer').check();
  await page.getByLabel('Roll').fill('rektor, 070-123 45 67');
  await page.getByLabel('Tolk').check();
  await page.getByLabel('Meddelande till sekreteraren').fill('Jag kommer tio minuter före.');
  await press(page, 'Skicka svaret');
  await page.getByRole('alert').getByText('Ta bort telefonnumret').waitFor();
  expect(await fitsSideways(page)).toBe(true);
  expect(await page.getByLabel('Tolk').isChecked()).toBe(true);
  await page.getByLabel('Roll').fill('biträdande rektor');
  await press(page, 'Skicka svaret');
  await page.getByRole('status').getByText('Tack! Vi har sparat ditt svar: Ja, jag kommer.').waitFor();
  expect(await appearanceOf(app, talk.id)).toMatchObject({
    answer: 'yes',
    role: 'biträdande rektor',
    needs: 'Tolk',
    message: 'Jag kommer tio minuter före.',
  });
  await page.getByLabel('Jag kommer hellre ett annat datum').check();
  await page.getByLabel('Vilket datum').selectOption('2027-01-18');
  await press(page, 'Spara svaret');
  await page.getByText('Jag kommer hellre ett annat datum: måndag 18 januari 2027.').waitFor();
  expect((await appearanceOf(app, talk.id)).answer).toBe('no');
});

it.each(['light', 'dark'] as const)('has no fault that axe finds at 320 px, %s', async (colorScheme) => {
  const { page, faults } = await openPage(browser, { viewport: PHONE, colorScheme });
  await page.goto(app.baseUrl + (await pathOf(app, talk.id)));
  expect([await accessibilityFaults(page), faults]).toEqual([[], []]);
});
