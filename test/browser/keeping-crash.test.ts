import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { makeMeeting } from '../support/minutes.ts';
import { ended, ownProcess, type OwnProcess } from '../support/process.ts';

const ROUNDS = 20;
/** Two seconds are promised. */
const SURE_MS = 500;
const PASSWORD = 'en lugn måndag i november';
const PATH = '/admin/moten/2026-10-19/anteckna';
let browser: Browser;
let app: OwnProcess;

beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());
beforeEach(async () => {
  app = await ownProcess();
  app.type(['user', 'add', 'sanna@example.org', '--name', 'Sanna'], PASSWORD);
  const { db } = openDatabase(app.file);
  const items = ['Läxhjälp', 'Cykelbanan'].map((title) => ({ title, kind: 'talk' as const }));
  await makeMeeting({ db } as Parameters<typeof makeMeeting>[0], { date: '2026-10-19', items });
  await db.destroy();
});
afterEach(() => app.remove());

async function openNotes(): Promise<Page> {
  const { page } = await openPage(browser);
  await page.goto(`${app.origin}/admin/logga-in?till=${PATH}`);
  await page.getByLabel('E-postadress').fill('sanna@example.org');
  await page.getByLabel('Lösenord').fill(PASSWORD);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByRole('button', { name: 'Börja anteckna' }).click();
  await page.getByText('Allt är sparat').waitFor();
  return page;
}

const random = (least: number, most: number) => least + Math.floor(Math.random() * (most - least));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('loses no keystroke older than half a second when the server dies while somebody types', async () => {
  let child = await app.start();
  const page = await openNotes();
  let said = '';
  let lost = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const typed: { text: string; at: number }[] = [];
    const box = page.getByLabel('Läxhjälp');
    await box.focus();
    await page.keyboard.press('Control+End');
    const killed = pause(random(50, 1500)).then(async () => {
      const end = ended(child);
      child.kill('SIGKILL');
      await end;
    });
    for (const end = Date.now() + random(600, 1900); Date.now() < end; await pause(random(5, 60))) {
      const text = `${round}${String.fromCodePoint(97 + random(0, 26))} `;
      await page.keyboard.insertText(text);
      typed.push({ text, at: Date.now() });
    }
    await killed;
    const reloaded = Date.now();
    await page.reload().catch(() => undefined);
    child = await app.start();
    // The browser may load its page of errors again by itself just then; it is the same address.
    await page.goto(app.origin + PATH).catch(() => undefined);
    await page.getByText('Allt är sparat').waitFor();
    const found = await page.getByLabel('Läxhjälp').inputValue();
    const all = said + typed.map(({ text }) => text).join('');
    const old =
      said +
      typed
        .filter(({ at }) => at < reloaded - SURE_MS)
        .map(({ text }) => text)
        .join('');
    expect(all.startsWith(found.trimEnd()), `round ${round}: nothing is doubled or out of order`).toBe(true);
    expect(found.startsWith(old.trimEnd()), `round ${round}: what is older is there`).toBe(true);
    lost += all.length - found.length;
    said = found;
  }
  console.log(
    `${ROUNDS} gånger dödades servern: ${said.length} tecken finns kvar, ${lost} yngre än en halv sekund är borta.`,
  );
  child.kill('SIGKILL');
}, 180_000);
