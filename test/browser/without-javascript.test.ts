import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fillDemo } from '../../server/demo/actions.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { later } from '../../server/shared/time.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchBrowser, openPage } from '../support/browser.ts';

let browser: Browser;
let app: TestApp;
let account: { email: string; password: string };
beforeAll(async () => {
  browser = await launchBrowser();
  app = await startApp();
  account = await fillDemo(app.context);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function openPlain(): Promise<Page> {
  const { page } = await openPage(browser, { javaScriptEnabled: false });
  page.setDefaultTimeout(10_000);
  return page;
}
const open = (page: Page, path: string) => page.goto(app.baseUrl + path);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
const fill = (page: Page, label: string, value: string) => page.getByLabel(label).first().fill(value);

it('is read from the start page to the minutes and the search', async () => {
  const page = await openPlain();
  await open(page, '/');
  const [published] = (await listMeetings(app.context.db)).filter(({ has_minutes }) => has_minutes).slice(-1);
  await page.locator(`main a[href="/moten/${published!.slug}"]`).first().click();
  await page.getByText('Minnesanteckningar från').waitFor();
  expect(await page.getByRole('heading', { name: 'Kort sagt' }).isVisible()).toBe(true);
  await follow(page, 'Sök');
  await page.getByRole('searchbox').fill(published!.themes[0]!.title);
  await press(page, 'Sök');
  await page.locator(`main a[href^="/moten/${published!.slug}"]`).first().waitFor();
});

it('takes a subscription and a proposal', async () => {
  const page = await openPlain();
  await open(page, '/prenumerera');
  await fill(page, 'E-postadress', 'utan-skript@example.org');
  await press(page, 'Prenumerera');
  await page.getByRole('heading', { name: 'Se efter i din inkorg' }).waitFor();
  await open(page, '/forslag');
  app.clock.now = later(app.clock.now, { seconds: 10 });
  await fill(page, 'Vad föreslår du?', 'Bänkar vid hållplatsen');
  await press(page, 'Skicka förslaget');
  await page.getByRole('status').waitFor();
  const rows = await app.context.db
    .selectFrom('proposal')
    .select('title')
    .where('title', '=', 'Bänkar vid hållplatsen')
    .execute();
  expect(rows).toHaveLength(1);
});

it('lets the secretary plan, announce and publish', async () => {
  const page = await openPlain();
  await open(page, '/admin');
  await fill(page, 'E-postadress', account.email);
  await fill(page, 'Lösenord', account.password);
  await press(page, 'Logga in');
  await follow(page, 'Lägg till ett möte');
  await fill(page, 'Datum', '2026-12-28');
  await fill(page, 'Tema', 'Mellandagar');
  await press(page, 'Lägg till mötet');
  await fill(page, 'Lägg till punkter', 'Vad händer på lovet?');
  await press(page, 'Lägg till på dagordningen');
  await follow(page, 'Vad händer på lovet?');
  await fill(page, 'Namn', 'Ebba Provén');
  await page.getByLabel('Har tackat ja').check();
  await press(page, 'Lägg till medverkande');
  await follow(page, 'Tillbaka');
  await press(page, 'Bjud in till mötet');
  await open(page, '/moten/2026-12-28');
  await page.getByText('Ebba Provén').waitFor();
  app.clock.now = '2026-12-29T09:00:00.000Z';
  await publish(page);
});

async function publish(page: Page) {
  await open(page, '/admin/moten/2026-12-28/anteckningar');
  if (await page.getByLabel('Lösenord').isVisible()) {
    await fill(page, 'E-postadress', account.email);
    await fill(page, 'Lösenord', account.password);
    await press(page, 'Logga in');
  }
  await fill(page, 'Text', 'Biblioteket har öppet alla dagar.');
  await press(page, 'Spara och granska');
  await press(page, 'Publicera minnesanteckningarna');
  await open(page, '/moten/2026-12-28');
  await page.getByText('Biblioteket har öppet alla dagar.').waitFor();
}
