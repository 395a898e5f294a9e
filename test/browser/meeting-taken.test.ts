import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { addUser } from '../../server/auth/actions.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { fitsSideways, launchBrowser, openPage } from '../support/browser.ts';
import { countingHand } from '../support/counting.ts';
import { makeMeeting } from '../support/minutes.ts';

const DATE = '2026-11-16';
const TALK = 'Läxhjälp på biblioteket';
let browser: Browser;
let app: TestApp;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());
beforeEach(async () => {
  app = await startApp();
  await addUser(app.context, SECRETARY);
  const speakers = [
    { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan', answer: 'yes' as const },
  ];
  const items = [
    { title: 'Välkommen', kind: 'report' as const },
    { title: TALK, kind: 'talk' as const, speakers },
    { title: 'Cykelbanan', kind: 'talk' as const },
    { title: 'Övriga frågor', kind: 'other-business' as const },
  ];
  await makeMeeting(app.context, {
    date: DATE,
    theme: 'Skolan',
    items,
    announced_at: '2026-11-01T08:00:00.000Z',
  });
  app.clock.now = `${DATE}T12:25:00.000Z`;
});
afterEach(() => app.close());

async function signIn(page: Page) {
  page.setDefaultTimeout(15_000);
  await page.goto(`${app.baseUrl}/admin`);
  await page.getByLabel('E-postadress').fill(SECRETARY.email);
  await page.getByLabel('Lösenord').fill(SECRETARY.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
}

it.each([true, false])(
  'takes a whole meeting and publishes it with few clicks, scripts: %s',
  { timeout: 90_000 },
  async (javaScriptEnabled) => {
    const viewport = { width: javaScriptEnabled ? 1280 : 320, height: 800 };
    const { page, faults } = await openPage(browser, { javaScriptEnabled, viewport });
    await signIn(page);
    const before = countingHand(page);
    await page.getByText('I dag är det möte kl. 13.30.').waitFor();
    await before.follow('Anteckna på mötet');
    await before.press('Börja anteckna');
    for (let count = 1; count <= 3; count++) {
      await before.press('En till: i lokalen');
      await expect.poll(() => page.getByLabel('I lokalen', { exact: true }).inputValue()).toBe(String(count));
    }
    await before.fill('Digitalt', '2');
    await page.getByText('Vilka organisationer är här?').click();
    await before.fill('Fler organisationer', 'Exempelskolan\nFöreningsrådet');
    await before.fill('Välkommen', 'Rådet hälsade alla välkomna.');
    await before.fill(TALK, 'Läxhjälpen växer.\n! Den får öppet på lördagar.\nF: Vem betalar\nS: Rådet.');
    await before.fill('Cykelbanan', '? När blir den klar?\n→ Föreningsrådet, före 19 jan: fråga kommunen');
    await before.fill('Övriga frågor', 'Inget mer.');
    expect(await fitsSideways(page)).toBe(true);

    app.clock.now = `${DATE}T14:30:00.000Z`;
    const hand = countingHand(page);
    await hand.press('Avsluta mötet');
    await page.getByRole('heading', { level: 1, name: 'Avsluta mötet' }).waitFor();
    await hand.press('Alla punkter blev klara');
    await hand.follow('Granska och publicera');
    await page.getByText('Överenskommet:').waitFor();
    expect(await fitsSideways(page)).toBe(true);
    await hand.fill('Kort sagt (frivilligt)', 'Läxhjälpen får öppet på lördagar.');
    await hand.press('Publicera minnesanteckningarna');
    await page.getByText('Minnesanteckningarna är publicerade.').waitFor();
    const { clicks, fields, total } = hand.count();
    console.log(
      `Från ”Avsluta mötet” till publicerat: ${clicks} klick och ${fields} fält, ${total} tillsammans`,
    );
    expect(total).toBeLessThanOrEqual(12);

    const { minutes } = (await (await fetch(`${app.baseUrl}/moten/${DATE}.json`)).json()) as {
      minutes: { attendance: unknown; summary: string; sections: { heading: string; markdown: string }[] };
    };
    expect(minutes.summary).toBe('Läxhjälpen får öppet på lördagar.');
    expect(minutes.attendance).toEqual({
      room: 3,
      digital: 2,
      organisations: ['Exempelskolan', 'Föreningsrådet'],
    });
    expect(minutes.sections.map(({ heading, markdown }) => [heading, markdown])).toEqual([
      ['Välkommen', 'Rådet hälsade alla välkomna.'],
      [
        TALK,
        'Läxhjälpen växer.\n\n**Överenskommet:** Den får öppet på lördagar.\n\nVem betalar?\n\n– Rådet.',
      ],
      ['Cykelbanan', '**Öppen fråga:** När blir den klar?\n→ Föreningsrådet, före 19 jan: fråga kommunen'],
      ['Övriga frågor', 'Inget mer.'],
    ]);
    expect(faults).toEqual([]);
  },
);
