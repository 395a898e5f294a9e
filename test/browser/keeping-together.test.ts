import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { addUser } from '../../server/auth/actions.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, launchBrowser, openPage } from '../support/browser.ts';
import { makeMeeting } from '../support/minutes.ts';

const PATH = '/admin/moten/2026-10-19/anteckna';
const EVA = { email: 'eva@example.org', name: 'Eva Stjärna', password: 'en stillsam tisdag i maj' };
let browser: Browser;
let app: TestApp;

beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  await addUser(app.context, EVA);
  const items = ['Läxhjälp', 'Cykelbanan'].map((title) => ({ title, kind: 'talk' as const }));
  await makeMeeting(app.context, { date: '2026-10-19', items });
  await app.post(`${PATH}/borjan`);
});
afterEach(() => app.close());

async function open(who: { email: string; password: string }, path = PATH): Promise<Page> {
  const { page } = await openPage(browser);
  await page.goto(`${app.baseUrl}/admin/logga-in?till=${path}`);
  await page.getByLabel('E-postadress').fill(who.email);
  await page.getByLabel('Lösenord').fill(who.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByText('Allt är sparat').waitFor();
  return page;
}

const box = (page: Page) => page.getByLabel('Läxhjälp');
const saved = (page: Page) => page.locator('[data-keep-state][data-state="saved"]').waitFor();
const stored = async () =>
  /<textarea[^>]*avsnitt-1:markdown[^>]*>\n?([^<]*)</.exec((await app.get(PATH)).text)![1];

it('merges what two wrote in the same section while both were offline, and loses nothing', async () => {
  const [sanna, eva] = [await open(SECRETARY), await open(EVA)];
  await box(sanna).fill('Rektorn hälsade välkommen.\n');
  await saved(sanna);
  await eva.reload();
  await saved(eva);
  for (const page of [sanna, eva]) await page.context().setOffline(true);
  await box(sanna).press('Control+End');
  await sanna.keyboard.insertText('Sanna skrev om läxor.');
  await box(eva).press('Control+End');
  await eva.keyboard.insertText('Eva skrev om bussen.');
  await sanna.locator('[data-state="offline"]').waitFor();
  await eva.locator('[data-state="offline"]').waitFor();
  await sanna.context().setOffline(false);
  await saved(sanna);
  await eva.context().setOffline(false);
  await eva.getByText('Sanna Sekreterare skrev här samtidigt.').waitFor();
  await saved(eva);
  const both = 'Rektorn hälsade välkommen.\nSanna skrev om läxor.\nEva skrev om bussen.';
  expect(await box(eva).inputValue()).toBe(both);
  expect(await stored()).toBe(both);
  expect(await accessibilityFaults(eva)).toEqual([]);
  await sanna.evaluate(`dispatchEvent(new Event('online'))`);
  await expect.poll(() => box(sanna).inputValue()).toMatch(/bussen/);
  expect(await box(sanna).inputValue()).toBe(both);
});

it('shows who writes where, and brings in what the other one wrote under the fingers', async () => {
  const [sanna, eva] = [await open(SECRETARY), await open(EVA)];
  await box(sanna).pressSequentially('Alla kom', { delay: 5 });
  await saved(sanna);
  await eva.evaluate(`dispatchEvent(new Event('online'))`);
  await eva.getByText('Just nu: Sanna Sekreterare skriver i ”Läxhjälp”.').waitFor();
  expect(await box(eva).inputValue()).toBe('Alla kom');
  await box(eva).press('Control+Home');
  await eva.keyboard.type('Hej. ');
  await box(sanna).press('Control+End');
  await sanna.keyboard.type(' i tid.', { delay: 30 });
  for (const page of [sanna, eva, sanna]) {
    await page.evaluate(`dispatchEvent(new Event('online'))`);
    await saved(page);
  }
  await expect.poll(() => box(sanna).inputValue()).toMatch(/^Hej/);
  expect([await stored(), await box(sanna).inputValue()]).toEqual(Array(2).fill('Hej. Alla kom i tid.'));
});

it('keeps the text when the sign-in has ended, and saves it after a new one', async () => {
  const sanna = await open(SECRETARY);
  await sanna.context().clearCookies();
  await box(sanna).fill('Skrivet efter utloggningen.');
  await sanna.getByText('Du är utloggad.').waitFor();
  const [tab] = await Promise.all([
    sanna.context().waitForEvent('page'),
    sanna.getByRole('link', { name: 'Logga in i en ny flik' }).click(),
  ]);
  await tab.getByLabel('E-postadress').fill(SECRETARY.email);
  await tab.getByLabel('Lösenord').fill(SECRETARY.password);
  await tab.getByRole('button', { name: 'Logga in' }).click();
  await tab.waitForURL('**/admin');
  await saved(sanna);
  expect(await stored()).toBe('Skrivet efter utloggningen.');
});

it('takes in what a closed tab could not hand in, beside what was written in another tab', async () => {
  const first = await open(SECRETARY);
  const second = await first.context().newPage();
  await second.goto(app.baseUrl + PATH);
  await saved(second);
  await first.context().setOffline(true);
  await box(first).fill('Från den första fliken.');
  await first.waitForTimeout(300);
  await first.close();
  await second.context().setOffline(false);
  await box(second).fill('Från den andra fliken.');
  await saved(second);
  const third = await second.context().newPage();
  await third.goto(app.baseUrl + PATH);
  await expect.poll(() => box(third).inputValue()).toMatch(/första/);
  await saved(third);
  expect((await stored())!.split('\n').sort()).toEqual(['Från den andra fliken.', 'Från den första fliken.']);
});

it('counts people and ticks organisations; of two counts the higher one stands, and is told', async () => {
  const [sanna, eva] = [await open(SECRETARY), await open(EVA)];
  for (const page of [sanna, eva]) await page.context().setOffline(true);
  for (let count = 0; count < 3; count++) await sanna.getByLabel('En till: i lokalen').click();
  for (let count = 0; count < 2; count++) await eva.getByLabel('En till: i lokalen').click();
  await eva.getByText('Vilka organisationer är här?').click();
  await eva.getByLabel('Fler organisationer').fill('Läxhjälpen\nNattvandrarna');
  await eva.getByLabel('Fler organisationer').blur();
  for (const page of [sanna, eva]) {
    await page.context().setOffline(false);
    await saved(page);
  }
  await eva.getByText('Sanna Sekreterare skrev här samtidigt.').waitFor();
  await sanna.reload();
  await saved(sanna);
  expect(await sanna.getByLabel('I lokalen', { exact: true }).inputValue()).toBe('3');
  expect(await sanna.getByRole('checkbox', { checked: true }).count()).toBe(2);
});

it('writes nothing twice when the server took a text and its answer never came', async () => {
  const sanna = await open(SECRETARY);
  let [taken, refused] = [0, 0];
  await sanna.route('**/fortlopande', async (route) => {
    if (route.request().postData()!.includes('"text":"Rek"')) await route.fetch().then(() => taken++);
    if (route.request().postData()!.includes('"text":"Skolan')) refused++;
    await route.abort();
  });
  await box(sanna).fill('Rek');
  await expect.poll(() => taken).toBeGreaterThan(0);
  expect(await stored()).toBe('Rek');
  await box(sanna).fill('Skolan hälsade alla välkomna.');
  await expect.poll(() => refused).toBeGreaterThan(0);
  await sanna.reload();
  await sanna.unroute('**/fortlopande');
  await saved(sanna);
  expect(await box(sanna).inputValue()).toBe('Skolan hälsade alla välkomna.');
  expect(await stored()).toBe('Skolan hälsade alla välkomna.');
});
