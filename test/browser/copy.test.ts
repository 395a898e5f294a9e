import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';

let app: TestApp;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  app = await startApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

it('copies the address of the calendar with one click', async () => {
  const { page, faults } = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${app.baseUrl}/kalender`);
  await page.getByRole('button', { name: 'Kopiera adressen' }).click();
  await page.getByText('Texten är kopierad.').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${app.baseUrl}/kalender.ics`);
  expect(faults).toEqual([]);
});

it('marks the text where the browser gives no clipboard', async () => {
  const { page } = await openPage(browser);
  await page.addInitScript('Object.defineProperty(navigator, "clipboard", { value: undefined })');
  await page.goto(`${app.baseUrl}/kalender`);
  await page.getByRole('button', { name: 'Kopiera adressen' }).click();
  await page.getByText('Texten är markerad.').waitFor();
  expect(await page.evaluate('String(getSelection())')).toBe(`${app.baseUrl}/kalender.ics`);
});

it('hides the button without JavaScript', async () => {
  const { page } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${app.baseUrl}/kalender`);
  expect(await page.locator('button[data-copy]').isVisible()).toBe(false);
  expect(await page.getByLabel('Kalenderns adress').inputValue()).toBe(`${app.baseUrl}/kalender.ics`);
});

it('has a page that everybody can use, in light, dark and at 320 px', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await openPage(browser, { colorScheme, viewport: { width: 320, height: 700 } });
    await page.goto(`${app.baseUrl}/kalender`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await fitsSideways(page)).toBe(true);
  }
});
