import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { manageToken, unsubscribe } from '../../server/subscribers/actions.ts';
import { listConfirmed, markRefused } from '../../server/subscribers/queries.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';
import { addSubscriber } from '../support/mail.ts';

let app: TestApp;
let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const LONG = `${'lang.adress.'.repeat(4)}namn@${'en-lang-doman.'.repeat(4)}example.org`;
const LIST = [
  'email;name;wants',
  ...Array.from({ length: 25 }, (_, index) => `p${index}@example.org;"Åsa ""${index}"" & <i>Ö</i>";kalender`),
  'kim@example.org;;',
  'slut@example.org;;',
  `${LONG};;`,
  'fel;;',
  'p1@example.org;;',
].join('\n');

async function fill(): Promise<void> {
  await addSubscriber(app.context, 'kim@example.org', 'inbjudan', 'Kim');
  const refused = await addSubscriber(app.context, LONG, 'inbjudan');
  await transaction(app.context, (trx) => markRefused(trx, refused, '550 okänd', '2026-09-03T10:00:00.000Z'));
  const ended = await addSubscriber(app.context, 'slut@example.org', 'inbjudan');
  await unsubscribe(app.context, manageToken(app.context, { id: ended, link_generation: 1 }));
}

const VARIANTS: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['320 px', { viewport: { width: 320, height: 640 } }],
];

it.each(VARIANTS)(
  'reads a list from a file, shows what it would do, and adds it (%s)',
  async (_name, options) => {
    await fill();
    const { page, faults } = await openPage(browser, options);
    const look = async () => [...(await accessibilityFaults(page)), await fitsSideways(page)];
    await page.goto(`${app.baseUrl}/admin/prenumeranter/import`);
    await page.getByLabel('E-postadress').fill(SECRETARY.email);
    await page.getByLabel('Lösenord').fill(SECRETARY.password);
    await page.getByRole('button', { name: 'Logga in' }).click();
    await page.getByLabel('Varifrån kommer listan?').fill('Gamla sändlistan');
    await page.getByRole('button', { name: 'Granska listan' }).click();
    await page.getByRole('heading', { name: 'En sak behöver rättas' }).waitFor();
    expect(await look()).toEqual([true]);
    const buffer = Buffer.from(LIST, 'utf8');
    await page
      .getByLabel('Fil med listan')
      .setInputFiles({ name: 'lista åäö.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Granska listan' }).click();
    await page.getByRole('heading', { name: 'Står flera gånger: 1' }).waitFor();
    await page.getByText('Visa alla 25').click();
    expect(await page.getByText('p3@example.org (Åsa "3" & <i>Ö</i>)').isVisible()).toBe(true);
    expect(await look()).toEqual([true]);
    await page.getByRole('button', { name: 'Lägg till 25 prenumeranter' }).click();
    await page.getByText('Listan är inläst.').waitFor();
    expect(await look()).toEqual([true]);
    const names = (await listConfirmed(app.context.db)).filter(({ origin, calendar }) => origin && calendar);
    expect(names.map(({ name }) => name).toSorted()).toEqual(
      Array.from({ length: 25 }, (_, index) => `Åsa "${index}" & <i>Ö</i>`).toSorted(),
    );
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await page.getByText('Nästa utskick går till adressen igen.').waitFor();
    expect(faults).toEqual([]);
  },
);
