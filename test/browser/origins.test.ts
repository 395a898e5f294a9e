import { afterAll, beforeAll, expect, it } from 'vitest';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { addSubscriber } from '../support/mail.ts';
import { later } from '../../server/shared/time.ts';
import { standingToken } from '../../server/shared/tokens.ts';
import { accessibilityFaults, launchBrowser, openPage } from '../support/browser.ts';

let app: TestApp;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  app = await startApp();
  await app.signIn();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

it.each(['http://127.0.0.1', 'http://localhost'])('takes its own forms at %s', async (host) => {
  const { page, faults } = await openPage(browser);
  const origin = `${host}:${new URL(app.baseUrl).port}`;
  await page.goto(`${origin}/admin/logga-in`);
  await page.fill('[name=email]', SECRETARY.email);
  await page.fill('[name=password]', SECRETARY.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.waitForURL(`${origin}/admin`);
  expect(faults).toEqual([]);
});

it('takes its own forms over plain http at a name, where browsers tell nothing but the Origin', async () => {
  const named = await startApp({ BASE_URL: 'http://moten.test' });
  const subscriber = await addSubscriber(named.context, 'a@example.org', 'inbjudan');
  const token = standingToken(named.context.key, 'subscription', subscriber, 1);
  const own = await launchBrowser([`--host-resolver-rules=MAP moten.test ${new URL(named.origin).host}`]);
  const { page } = await openPage(own);
  const sent: [string, string | null][] = [];
  page.on('response', async (response) => {
    const request = response.request();
    if (request.method() !== 'POST') return;
    sent.push([
      `${response.status()} ${new URL(request.url()).pathname}`,
      await request.headerValue('sec-fetch-site'),
    ]);
  });
  await page.goto('http://moten.test/forslag');
  named.clock.now = later(named.clock.now, { seconds: 10 });
  await page.fill('[name=title]', 'Bättre belysning');
  await page.locator('main form button').first().click();
  await page.waitForURL('**/forslag?klart=tack');
  await page.goto(`http://moten.test/prenumeration/${token}`);
  await page.getByRole('button', { name: 'Spara valen' }).click();
  await page.waitForURL('**?klart=sparad');
  expect(sent).toEqual([
    ['303 /forslag', null],
    [`303 /prenumeration/${token}`, null],
  ]);
  await own.close();
  await named.close();
});

it('refuses a form that stands on another port of the same host', async () => {
  const other = await startApp();
  const { page } = await openPage(browser);
  await page.goto(`${app.baseUrl}/admin/logga-in`);
  await page.goto(`${other.baseUrl}/forslag`);
  // The policy of the page that holds the form would stop it first.
  await page.route('**/forslag', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${app.baseUrl}/forslag"><input name="title" value="x"><button>x</button></form>`,
    }),
  );
  await page.goto(`${other.baseUrl}/forslag`);
  await page.unroute('**/forslag');
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button').click();
  const response = await answer;
  expect([response.status(), await response.request().headerValue('sec-fetch-site')]).toEqual([
    403,
    'same-site',
  ]);
  expect(await app.context.db.selectFrom('proposal').select('id').execute()).toEqual([]);
  await other.close();
});

it('has a checker that finds targets which are too small', async () => {
  const { page } = await openPage(browser);
  const link = (at: number) =>
    `<a href="#${at}" style="position:absolute;top:9px;left:${at * 9}px;width:8px;height:8px">${at}</a>`;
  await page.setContent(
    `<html lang="sv"><title>x</title><main><h1>x</h1>${link(1)}${link(2)}${link(3)}</main>`,
  );
  const rules = (await accessibilityFaults(page)).map((fault) => fault.split(':')[0]);
  expect(rules).toContain('target-size');
});
