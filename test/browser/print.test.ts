import { extractText } from 'unpdf';
import { expect, it } from 'vitest';
import { fillDemo } from '../../server/demo/actions.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { getSettings } from '../../server/settings/queries.ts';
import { longDate } from '../../server/shared/time.ts';
import { startApp } from '../support/app.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import { findPages } from '../support/demo.ts';

const COLOURS = `[...document.querySelectorAll('main *')].map((one) => getComputedStyle(one).color)`;

it('prints minutes as a text on paper, without what belongs to the screen', async () => {
  const app = await startApp();
  await fillDemo(app.context);
  const { written } = await findPages(app.context);
  const browser = await launchBrowser();
  const { page } = await openPage(browser, { colorScheme: 'dark' });
  await page.goto(app.baseUrl + written);
  await page.emulateMedia({ media: 'print' });
  const seen = (selector: string) => page.locator(selector).first().isVisible();
  for (const part of ['header.site', 'nav', 'footer', 'aside']) expect(await seen(part), part).toBe(false);
  for (const part of ['h1', '.minutes', '.minutes .short']) expect(await seen(part), part).toBe(true);
  const colours = () => page.evaluate(COLOURS);
  const dark = await colours();
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  expect(dark).toEqual(await colours());
  expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
    'rgb(255, 255, 255)',
  );
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.length).toBeGreaterThan(15_000);
  const { totalPages, text } = await extractText(new Uint8Array(pdf), { mergePages: false });
  const meeting = await getMeeting(app.context.db, written.split('/').at(-1)!);
  const { groupName } = await getSettings(app.context.db);
  for (const [index, onPage] of text.entries()) {
    expect(onPage).toContain(`${groupName}, ${longDate(meeting.date)}`);
    expect(onPage).toContain(`${index + 1} (${totalPages})`);
    expect(onPage).toContain(`${app.context.config.baseUrl}${written}`);
  }
  await browser.close();
  await app.close();
});
