import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeFirstUserLink } from '../../server/auth/actions.ts';
import { fillDemo } from '../../server/demo/actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { accessibilityFaults, fitsSideways, launchBrowser, openPage } from '../support/browser.ts';
import { findPages } from '../support/demo.ts';

const VARIANTS: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['320 px', { colorScheme: 'light', viewport: { width: 320, height: 640 } }],
];
const STRUCTURE = `[document.documentElement.lang, ...['h1', 'main'].map((name) => document.querySelectorAll(name).length)].join()`;
vi.setConfig({ testTimeout: 180_000 });
let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/** Visits pages and collects, by address, all that anybody would stumble on. */
async function walk(app: TestApp, options: BrowserContextOptions) {
  const { page, faults } = await openPage(browser, options);
  const stumbles: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== app.baseUrl) stumbles.push(`asks another site: ${request.url()}`);
  });
  const look = async (where: string) => {
    const found = [...(await accessibilityFaults(page)), ...faults.splice(0)];
    if (!(await fitsSideways(page))) found.push('is too wide');
    const structure = await page.evaluate(STRUCTURE);
    if (structure !== 'sv,1,1') found.push(`has language, h1 and main ${String(structure)}`);
    stumbles.push(...found.map((one) => `${where} ${one}`));
  };
  const visit = async (path: string) => {
    const answer = await page.goto(app.baseUrl + path);
    if (answer?.status() !== (path.endsWith('/finns-inte') ? 404 : 200))
      stumbles.push(`${path} answers ${answer?.status()}`);
    await look(path);
    // A page of questions begins at the first of them, so that one key answers it.
    if (await page.evaluate('Boolean(document.querySelector("main [autofocus]"))')) return;
    await page.keyboard.press('Tab');
    if ((await page.evaluate('document.activeElement.className')) !== 'skip')
      stumbles.push(`${path} has no skip link first`);
  };
  return { page, look, visit, stumbles };
}

async function signIn(page: Page, app: TestApp, { email, password }: { email: string; password: string }) {
  await page.goto(`${app.baseUrl}/admin/logga-in`);
  await page.getByLabel('E-postadress').fill(email);
  await page.getByLabel('Lösenord').fill(password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByRole('heading', { name: 'Kommande möten' }).waitFor();
}

describe.each(VARIANTS)('in %s', (_name, options) => {
  let app: TestApp;
  let account: { email: string; password: string };
  let paths: Awaited<ReturnType<typeof findPages>>;
  beforeAll(async () => {
    app = await startApp();
    account = await fillDemo(app.context);
    paths = await findPages(app.context);
  });
  afterAll(() => app.close());

  it.concurrent('everybody can use the open pages', async () => {
    const { visit, stumbles } = await walk(app, options);
    for (const path of paths.open) await visit(path);
    expect(stumbles).toEqual([]);
  });

  it.concurrent("everybody can use the secretary's pages", async () => {
    const { page, visit, stumbles } = await walk(app, options);
    await signIn(page, app, account);
    for (const path of paths.secretary) await visit(path);
    expect(stumbles).toEqual([]);
  });

  it.concurrent('everybody can find and mend what is wrong in a form', async () => {
    const { page, look, stumbles } = await walk(app, options);
    const wrong = async ([path, button, emptied]: Wrong) => {
      await page.goto(app.baseUrl + path);
      await page.evaluate(`document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })`);
      for (const box of emptied === 'boxes' ? await page.getByRole('checkbox').all() : [])
        await box.uncheck();
      if (emptied && emptied !== 'boxes') await page.getByLabel(emptied, { exact: true }).first().fill('');
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: button, exact: true }).click();
      if ((await answered).status() !== 422) stumbles.push(`${path} answers ${(await answered).status()}`);
      await page.locator('.fault, .faults').first().waitFor();
      await look(`${path} (${button})`);
    };
    const { open, secretary } = wrongForms(paths);
    for (const form of open) await wrong(form);
    await signIn(page, app, account);
    for (const form of secretary) await wrong(form);
    expect(stumbles).toEqual([]);
  });
});

/** A page, the button to press, and what to empty first. */
type Wrong = [path: string, button: string, emptied?: string];

function wrongForms({
  open,
  secretary,
}: {
  open: string[];
  secretary: string[];
}): Record<'open' | 'secretary', Wrong[]> {
  const find = (pattern: RegExp) => [...open, ...secretary].find((path) => pattern.test(path))!;
  return {
    open: [
      ['/prenumerera', 'Prenumerera'],
      [find(/^\/prenumeration\/[\d.]+[\w-]+$/), 'Spara valen', 'boxes'],
      [open.findLast((path) => path.startsWith('/svar/'))!, 'Skicka svaret'],
      ['/forslag', 'Skicka förslaget'],
      ['/admin/logga-in', 'Logga in'],
    ],
    secretary: [
      ['/admin/moten/nytt', 'Lägg till mötet'],
      [find(/^\/admin\/moten\/[\d-]+$/), 'Lägg till på dagordningen'],
      [find(/\/redigera$/), 'Spara mötet', 'Börjar'],
      [find(/\/installt$/), 'Ställ in mötet'],
      [find(/\/datum$/), 'Flytta mötet'],
      [find(/\/dagordning\/\d+$/), 'Spara punkten', 'Rubrik'],
      [find(/\/dagordning\/\d+$/), 'Lägg till medverkande'],
      [find(/\/utskick\/ny\?slag=announcement$/), 'Skicka utskicket', 'Ämnesrad'],
      [find(/\/publicering$/), 'Visa rättelsen'],
      [find(/\/publicering$/), 'Avpublicera texten'],
      [find(/\/personer\/\d+$/), 'Spara', 'Namn'],
      [find(/\/medverkande\/organisationer\/\d+$/), 'Spara', 'Namn'],
      [find(/\/admin\/teman\/\d+$/), 'Spara temat', 'Namn'],
      ['/admin/installningar/gruppen', 'Spara inställningarna', 'Gruppens namn'],
      ['/admin/konton', 'Skapa kontot'],
      ['/admin/konton', 'Byt lösenordet'],
    ],
  };
}

it('everybody can begin with an empty book, at 320 px', async () => {
  const app = await startApp();
  const { page, visit, stumbles } = await walk(app, VARIANTS[2]![1]);
  const open = ['/', '/moten', '/teman', '/forslag', '/sok?q=kaffe', '/kalender', '/om'];
  const link = await makeFirstUserLink(app.context);
  for (const path of [...open, new URL(link!).pathname]) await visit(path);
  await page.getByLabel('E-postadress').fill('ny@example.org');
  await page.getByLabel('Lösenord').fill('en lugn måndag i november');
  await page.getByRole('button', { name: 'Skapa kontot' }).click();
  await page.waitForURL(`${app.baseUrl}/admin`);
  for (const path of ['', '/moten', '/teman', '/medverkande', '/forslag', '/utskick', '/prenumeranter'])
    await visit(`/admin${path}`);
  await app.close();
  expect(stumbles).toEqual([]);
});
