import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { EMPTY_MINUTES } from '../../server/minutes/minutes.ts';
import { insertRevision } from '../../server/minutes/queries.ts';
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
  const { id } = await makeMeeting(app, { dates: ['2026-11-16'], announced_at: '2026-11-01T08:00:00.000Z' });
  talk = await addTalk(app, id);
  const speakers = [{ name: 'Ebba Provén', role: null, organisation: null }];
  const section = { id: 'avsnitt-1', heading: 'Läxhjälp', level: 1 as const, kind: 'talk' as const };
  const content = { ...EMPTY_MINUTES, sections: [{ ...section, speakers, markdown: 'Det gick bra.' }] };
  await transaction(app.context, (trx) =>
    insertRevision(trx, id, content, { userId: null, note: '', now: app.clock.now }),
  );
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

it('says what may be shown, and what is wrong in the draft, on a phone without JavaScript', async () => {
  const { page } = await openPage(browser, { javaScriptEnabled: false, viewport: PHONE });
  const before = app.bytes();
  await page.goto(app.baseUrl + (await pathOf(app, talk.id)));
  expect(app.bytes().equals(before)).toBe(true);
  expect(await fitsSideways(page)).toBe(true);
  await page.getByText('Det gick bra.').waitFor();
  await press(page, 'Skicka ändringen');
  await page.getByRole('alert').getByText('Skriv vad som ska ändras.').waitFor();
  expect(await fitsSideways(page)).toBe(true);
  await page.getByLabel('Något som ska ändras?').fill('Det var tre skolor.');
  await press(page, 'Skicka ändringen');
  await page.getByRole('status').getByText('Sekreteraren ser det du vill ändra.').waitFor();
  expect((await appearanceOf(app, talk.id)).correction).toBe('Det var tre skolor.');
  expect(await page.getByLabel('Mitt namn får visas').isChecked()).toBe(true);
  await page.getByLabel('Mitt namn får visas').uncheck();
  await page.getByLabel('Mitt material får visas').check();
  await press(page, 'Spara vad ni får visa');
  await page.getByRole('status').getByText('Vi har sparat vad vi får visa.').waitFor();
  expect(await page.getByLabel('Mitt namn får visas').isChecked()).toBe(false);
  expect(await page.getByLabel('Mitt material får visas').isChecked()).toBe(true);
});

it.each(['light', 'dark'] as const)('has no fault that axe finds at 320 px, %s', async (colorScheme) => {
  const { page, faults } = await openPage(browser, { viewport: PHONE, colorScheme });
  const path = await pathOf(app, talk.id);
  for (const address of [path, `${path}/samtycke`, `${path}/utkast`]) {
    await page.goto(app.baseUrl + address);
    expect([address, await accessibilityFaults(page), faults]).toEqual([address, [], []]);
  }
});
