import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';

const text = (day: string) => `Öppen utvecklingsgrupp ${day}\n\nTema: Grannar\n\nVi talade om bänkar.\n`;

let app: TestApp;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  app = await startApp();
  await app.signIn();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function review(texts: string[], options?: BrowserContextOptions) {
  const { page, faults } = await openPage(browser, options);
  await page.goto(`${app.baseUrl}/admin/logga-in`);
  await page.locator('input[name=email]').fill(SECRETARY.email);
  await page.locator('input[name=password]').fill(SECRETARY.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.includes('logga-in'));
  await page.goto(`${app.baseUrl}/admin/arkiv/import`);
  const files = texts.map((one, n) => ({
    name: `${n}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(one),
  }));
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByRole('button', { name: 'Läs filerna' }).click();
  await page.getByRole('heading', { name: 'Granska inläsningen' }).waitFor();
  return { page, faults };
}

it('answers every question with one key, and none by mistake', async () => {
  const { page, faults } = await review([text('måndag 20 april'), text('tisdag 19 oktober 2026')]);
  const questions = page.locator('.question');
  expect(await questions.count()).toBe(2);
  const [first, second] = await questions.locator('button:visible').allInnerTexts();
  expect([first, second].map((one) => one?.slice(0, 2))).toEqual(['1 ', '2 ']);
  expect([await accessibilityFaults(page), await fitsSideways(page)]).toEqual([[], true]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('9');
  await page.keyboard.press('Control+2');
  expect(await questions.count()).toBe(2);
  await page.keyboard.press('2');
  await page.getByRole('heading', { name: `Minnesanteckningar ${second!.slice(2)}` }).waitFor();
  await page.keyboard.press('1');
  await page.getByText('Allt är klart att läsa in.').waitFor();
  expect(faults).toEqual([]);
});

it('has plain buttons without JavaScript', async () => {
  const { page } = await review([text('måndag 20 april')], { javaScriptEnabled: false });
  expect(await page.getByText('Siffran på en knapp').isVisible()).toBe(false);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Allt är klart att läsa in.').waitFor();
});
