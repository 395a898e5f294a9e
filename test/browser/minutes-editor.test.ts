import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, launchBrowser, openPage } from '../support/browser.ts';
import { makeMeeting } from '../support/minutes.ts';

const MEETING = '/admin/moten/2026-10-19';
let browser: Browser;
let app: TestApp;

beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  const items = ['Läxhjälp', 'Cykelbanan'].map((title) => ({ title, kind: 'talk' as const }));
  await makeMeeting(app.context, { date: '2026-10-19', theme: 'Skolan', items });
});
afterEach(() => app.close());

async function openEditor(options: Parameters<typeof openPage>[1] = {}) {
  const { page, faults } = await openPage(browser, options);
  await page.goto(`${app.baseUrl}/admin/logga-in?till=${MEETING}/anteckningar`);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Skriv minnesanteckningar' }).waitFor();
  return { page, faults };
}

it('writes with the toolbar, under the content security policy', async () => {
  const { page, faults } = await openEditor();
  const text = page.getByLabel('Text', { exact: true }).first();
  await text.fill('Alla kom.');
  await text.selectText();
  await page.getByRole('button', { name: 'Fetstil' }).first().click();
  expect(await text.inputValue()).toBe('**Alla kom.**');
  await page.keyboard.press('Control+z');
  expect(await text.inputValue()).toBe('Alla kom.');
  await page.keyboard.press('Control+End');
  await page.getByRole('button', { name: 'Lista' }).first().click();
  expect(await text.inputValue()).toBe('Alla kom.\n- en punkt\n');
  await page.keyboard.type('kaffe');
  expect(await text.inputValue()).toBe('Alla kom.\n- kaffe\n');
  expect(faults).toEqual([]);
});

it.each([
  { colorScheme: 'light' as const },
  { colorScheme: 'dark' as const },
  { viewport: { width: 320, height: 700 } },
])('has no accessibility fault from the editor to the search with %j', async (options) => {
  const { page, faults } = await openEditor(options);
  const check = async () => {
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  };
  await check();
  await page.getByLabel('Text', { exact: true }).first().fill('Många **kom** och drack kaffe.');
  const press = async (button: string, next: string) => {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('heading', { level: 1, name: next }).waitFor();
  };
  await press('Förhandsvisa', 'Minnesanteckningar från');
  await check();
  await press('Fortsätt skriva', 'Skriv minnesanteckningar');
  await press('Spara och granska', 'Granska och publicera');
  await check();
  await page.getByRole('button', { name: 'Publicera minnesanteckningarna' }).click();
  await page.getByText('Minnesanteckningarna är publicerade.').waitFor();
  await check();
  for (const path of [
    `${MEETING}/anteckningar/versioner`,
    `${MEETING}/anteckningar/versioner/1`,
    '/sok',
    '/sok?q=kaffe',
    '/sok?q=finnsinte',
  ]) {
    await page.goto(app.baseUrl + path);
    await check();
  }
  expect(faults).toEqual([]);
});

it('shows both texts side by side, and merges without JavaScript', async () => {
  const first = await openEditor();
  const second = await openEditor({ javaScriptEnabled: false });
  await first.page.getByLabel('Text', { exact: true }).first().fill('Den första skrev detta.');
  await first.page.getByRole('button', { name: 'Spara utkastet' }).click();
  await first.page.getByText('Texten är sparad').waitFor();
  await second.page.getByLabel('Text', { exact: true }).first().fill('Den andra skrev annat.');
  await second.page.getByRole('button', { name: 'Spara utkastet' }).click();
  await second.page.getByText('Inget är borta.').waitFor();
  expect(await second.page.getByText('Den första skrev detta.').count()).toBe(1);
  await second.page.getByLabel('Text', { exact: true }).first().fill('Båda skrev.');
  await second.page.getByRole('button', { name: 'Spara utkastet' }).click();
  await first.page.reload();
  expect(await first.page.getByLabel('Text', { exact: true }).first().inputValue()).toBe('Båda skrev.');
});
