import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { addFollowUp, addOrganisation, meetingOn, publish } from './support.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

it('tells the secretary after publishing who cannot be asked, with a link to mend it', async () => {
  const { slug } = await meetingOn(app, '2026-11-16');
  await addOrganisation(app, 'Rådet', null);
  await addOrganisation(app, 'Skolan', 'skolan@example.org');
  await publish(app, slug, '→ Rådet: ring\n\n→ Skolan: skriv\n\n→ Okänd grupp: måla\n\n→ fråga igen');
  const ids = [
    ...(await app.get(`/admin/moten/${slug}/publicering`)).text.matchAll(/uppfoljningar\/(\d+)#f-email/g),
  ];
  expect(ids.map(([, id]) => id)).toEqual(['1', '3']);
});

it('offers only meetings that have been for what was told at one, the latest first', async () => {
  for (const date of ['2026-10-19', '2026-11-16', '2026-12-21']) await meetingOn(app, date);
  await addFollowUp(app);
  const { text } = await app.get('/admin/uppfoljningar/1');
  const select = /<select id="f-reported"[\s\S]*?<\/select>/.exec(text)![0];
  expect([...select.matchAll(/value="([^"]*)"/g)].map(([, value]) => value)).toEqual([
    '',
    '2026-11-16',
    '2026-10-19',
  ]);
  expect(text).toContain('name="due_on" type="date"');
});
