import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { findLatestRevision } from '../../server/minutes/queries.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, launchBrowser, openPage } from '../support/browser.ts';
import { makeMeeting } from '../support/minutes.ts';

const PATH = '/admin/moten/2026-10-19/anteckningar';
const PATIENCE = { timeout: 15_000 };
let browser: Browser;
let app: TestApp;
let meetingId: number;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  const items = ['Läxhjälp', 'Cykelbanan'].map((title) => ({ title, kind: 'talk' as const }));
  ({ id: meetingId } = await makeMeeting(app.context, { date: '2026-10-19', items }));
  await transaction(app.context, (trx) =>
    saveSettings(trx, { phrases: ['Gruppen tackade.'] }, app.clock.now),
  );
});
afterEach(() => app.close());

async function open(path = PATH, options: Parameters<typeof openPage>[1] = {}) {
  const { page, faults } = await openPage(browser, options);
  page.setDefaultTimeout(PATIENCE.timeout);
  await page.goto(`${app.baseUrl}/admin/logga-in?till=${path}`);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.waitForURL((url) => url.pathname === path);
  return { page, faults };
}

const firstText = (page: Page) => page.getByLabel('Text', { exact: true }).first();

/** What the browser has of it. */
interface Clipboard {
  DataTransfer: new () => { setData: (type: string, text: string) => void };
  ClipboardEvent: new (type: string, init: object) => object;
}

/** As the browser does it when somebody presses Ctrl+V. */
async function paste(page: Page, html: string, plain: string) {
  await firstText(page).focus();
  await firstText(page).evaluate(
    (area, [rich, bare]) => {
      const { DataTransfer, ClipboardEvent } = globalThis as unknown as Clipboard;
      const data = new DataTransfer();
      data.setData('text/html', rich!);
      data.setData('text/plain', bare!);
      area.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [html, plain],
  );
}

it('keeps the form of what is pasted, tells of pictures, can be undone, and is saved', async () => {
  const { page, faults } = await open();
  await firstText(page).fill('Först. ');
  await paste(page, '<h2>Rubrik</h2><p>a <b>b</b><img src="x"></p>', 'Rubrik\na b');
  await expect.poll(() => firstText(page).inputValue(), PATIENCE).toBe('Först. ## Rubrik\n\na **b**');
  await page.getByText('En bild följde inte med.').waitFor();
  const stored = async () =>
    (await findLatestRevision(app.context.db, meetingId))?.content.sections[0]!.markdown;
  await expect.poll(stored, PATIENCE).toBe('Först. ## Rubrik\n\na **b**');
  await page.keyboard.press('Control+z');
  expect(await firstText(page).inputValue()).toBe('Först. Rubrik\na b');
  expect(faults).toEqual([]);
});

it('has the plain words at once, also when the server does not answer', async () => {
  const { page } = await open();
  await page.route('**/admin/inklistrat', (route) => route.abort());
  await paste(page, '<h2>Rubrik</h2><p>a</p>', 'Rubrik\na');
  expect(await firstText(page).inputValue()).toBe('Rubrik\na');
  await page.getByText('Servern svarar inte, så det kom med som ren text.').waitFor();
});

it('leaves what was written while the form was asked for', async () => {
  const { page } = await open();
  await page.route('**/admin/inklistrat', async (route) => {
    await page.keyboard.type(' mer');
    await route.continue();
  });
  await paste(page, '<h2>Rubrik</h2>', 'Rubrik');
  await page.getByText('Du skrev medan rubrikerna hämtades').waitFor();
  expect(await firstText(page).inputValue()).toBe('Rubrik mer');
});

it('shows the text beside as it will be, and puts phrases where the cursor is', async () => {
  const { page, faults } = await open();
  await firstText(page).focus();
  await page.keyboard.type('## Hej ');
  await page.getByLabel('Sätt in en fras').first().selectOption('Gruppen tackade.');
  expect(await firstText(page).inputValue()).toBe('## Hej Gruppen tackade.');
  await page.locator('.preview:visible h3', { hasText: 'Hej Gruppen tackade.' }).waitFor();
  expect(await page.locator('.preview:visible').count()).toBe(1);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
});

it('shows it under the text on a narrow screen, when asked', async () => {
  const { page, faults } = await open(PATH, { viewport: { width: 320, height: 700 }, colorScheme: 'dark' });
  await firstText(page).fill('- en punkt');
  expect(await page.locator('.preview:visible').count()).toBe(0);
  await page.getByRole('button', { name: 'Visa hur texten blir' }).first().click();
  await page.locator('.preview:visible li', { hasText: 'en punkt' }).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
});

it('has no script of 10 kB or more', () => {
  const folder = join(import.meta.dirname, '../../public');
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(scripts.filter((name) => readFileSync(join(folder, name)).length >= 10_000)).toEqual([]);
});
