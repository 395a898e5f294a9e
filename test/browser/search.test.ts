import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { aSection, publish } from '../support/archive.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { makeMeeting } from '../support/minutes.ts';

let app: TestApp;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  app = await startApp();
  for (const [date, heading] of [
    ['2026-10-19', 'Bänkar på torget'],
    ['2025-10-20', 'Bänkar i parken'],
  ] as const) {
    const { id } = await makeMeeting(app.context, { date, theme: heading, state: 'held' });
    await publish(app.context, id, { sections: [aSection({ heading, markdown: 'Text om att sitta.' })] });
  }
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

it('shows hits while the word is being typed, and keeps the address and the focus', async () => {
  const { page, faults } = await openPage(browser);
  await page.goto(`${app.baseUrl}/sok`);
  const [field, hits, count] = [
    page.getByRole('searchbox'),
    page.locator('.hits h2'),
    page.getByRole('status'),
  ];
  await field.pressSequentially('bän');
  await expect.poll(() => hits.count()).toBeGreaterThanOrEqual(2);
  expect(await count.textContent()).toContain('träffar på ”bän”');
  expect(new URL(page.url()).searchParams.get('q')).toBe('bän');
  await field.pressSequentially('kar parken');
  await expect.poll(() => page.title()).toContain('bänkar parken');
  expect(new Set(await hits.allTextContents())).toEqual(new Set(['Bänkar i parken']));
  expect(await page.evaluate('document.activeElement.id')).toBe('f-q');
  await page.getByLabel('År').selectOption('2026');
  await expect.poll(() => count.textContent()).toContain('med den här avgränsningen');
  await page.reload();
  expect([await field.inputValue(), await page.getByLabel('År').inputValue()]).toEqual([
    'bänkar parken',
    '2026',
  ]);
  expect(faults).toEqual([]);
});

it('shows the last question when an earlier answer comes later, and the button works without the server', async () => {
  const { page } = await openPage(browser);
  await page.goto(`${app.baseUrl}/sok`);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/sok?q=torget', async (route) => {
    await held;
    await route.continue();
  });
  const field = page.getByRole('searchbox');
  const asked = page.waitForRequest('**/sok?q=torget');
  await field.fill('torget');
  await asked;
  await field.fill('parken');
  await expect.poll(() => page.title()).toContain('parken');
  release();
  await page.waitForTimeout(300);
  expect(await page.title()).toContain('parken');
  await page.route('**/sok?q=b*', (route) => route.abort());
  await field.fill('bänk');
  await page.waitForTimeout(500);
  expect(await page.title()).toContain('parken');
  await page.unroute('**/sok?q=b*');
  await page.getByRole('button', { name: 'Sök' }).click();
  expect(await page.title()).toContain('bänk');
});
