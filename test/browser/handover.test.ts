import { expect, it } from 'vitest';
import { fillDemo } from '../../server/demo/actions.ts';
import { startApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';

it('is reached from the overview without JavaScript on a phone, chosen by day, and printed', async () => {
  const app = await startApp();
  const account = await fillDemo(app.context);
  const browser = await launchBrowser();
  const { page, faults } = await openPage(browser, {
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  await page.goto(`${app.baseUrl}/admin`);
  await page.getByLabel('E-postadress').fill(account.email);
  await page.getByLabel('Lösenord').fill(account.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByRole('link', { name: 'Visa överlämningen' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Överlämning');
  expect(await fitsSideways(page)).toBe(true);
  await page.getByLabel('Från vilken dag?').fill('2026-12-01');
  await page.getByRole('button', { name: 'Visa sex veckor från den dagen' }).click();
  expect(page.url()).toBe(`${app.baseUrl}/admin/overlamning?fran=2026-12-01`);
  expect(await page.locator('.lead').textContent()).toContain('från tisdag 1 december 2026 till och med');
  expect(await page.locator('.handover-day').count()).toBeGreaterThan(4);
  expect(await fitsSideways(page)).toBe(true);

  await page.emulateMedia({ media: 'print' });
  for (const part of ['header.site', 'footer', '.screen-only'])
    expect(await page.locator(part).first().isVisible(), part).toBe(false);
  for (const part of ['h1', '.duties', '.handover-meeting'])
    expect(await page.locator(part).first().isVisible(), part).toBe(true);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(Number(/\/Count (\d+)/.exec(pdf)![1])).toBeLessThanOrEqual(4);
  expect(faults).toEqual([]);
  await browser.close();
  await app.close();
});

it('has no accessibility faults, on the hand-over and on the accounts', async () => {
  const app = await startApp();
  const account = await fillDemo(app.context);
  const browser = await launchBrowser();
  const { page } = await openPage(browser);
  await page.goto(`${app.baseUrl}/admin/overlamning`);
  await page.getByLabel('E-postadress').fill(account.email);
  await page.getByLabel('Lösenord').fill(account.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  for (const path of [
    '/admin/overlamning',
    '/admin/overlamning?fran=x',
    '/admin/konton',
    '/admin/konton/1/dagar',
  ]) {
    await page.goto(app.baseUrl + path);
    expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
  }
  await browser.close();
  await app.close();
});
