import { afterEach, beforeEach, expect, it } from 'vitest';
import { askFollowUps } from '../../server/follow-ups/asking-actions.ts';
import { withdrawMinutes } from '../../server/minutes/publishing-actions.ts';
import { SECRETARY } from '../support/app.ts';
import { inboxes, startMailApp, type MailApp } from '../support/mailbox.ts';
import { addOrganisation, agendaOf, linkOf, meetingOn, publish } from './support.ts';

const TWO = '→ Rådet: ring skolan\n→ Rådet: baka';
let app: MailApp;
let slug: string;
let december: number;
beforeEach(async () => {
  app = await startMailApp();
  ({ slug } = await meetingOn(app, '2026-11-16'));
  ({ id: december } = await meetingOn(app, '2026-12-21'));
  await addOrganisation(app, 'Rådet', 'radet@example.org');
  await addOrganisation(app, 'Biblioteket', 'biblioteket@example.org');
  await publish(app, slug, `${TWO}\n→ Biblioteket: läs högt`);
  app.clock.now = '2026-12-12T09:00:00.000Z';
  await app.post('/admin/logga-in', SECRETARY);
  await askFollowUps(app.context);
});
afterEach(() => app.close());

/** Who is asked about what, when the questions in the queue leave after all. */
async function left(): Promise<Record<string, string[]>> {
  app.clock.now = '2026-12-12T09:01:00.000Z';
  await askFollowUps(app.context);
  const mails = Object.entries(await inboxes(app));
  return Object.fromEntries(
    mails.map(([to, { mail }]) => [to, [...mail.text!.matchAll(/\/uppfoljning\/\S+/g)].map(String)]),
  );
}
const at = '/admin/uppfoljningar/1';
const links = (...ids: number[]) => Promise.all(ids.map((id) => linkOf(app, id)));

it.each<[string, () => Promise<unknown>, number[]]>([
  ['is removed', () => app.post(`${at}/borttagning`), [2]],
  ['gets a new link', () => app.post(`${at}/lank`), [1, 2]],
  ['goes from the minutes', () => publish(app, slug, '→ Rådet: baka\n→ Biblioteket: läs högt'), [2]],
])('sends no link that leads nowhere: one that %s', async (_name, happen, asked) => {
  await happen();
  const others = { 'biblioteket@example.org': await links(3) };
  expect(await left()).toEqual({ ...others, 'radet@example.org': await links(...asked) });
  expect(await left()).toEqual({});
});

it('writes to the right address when it was wrong', async () => {
  const fields = { what: 'ring skolan', who: 'Rådet', responsible: 'organisation-1' };
  expect((await app.post(at, { ...fields, email: 'nya@example.org' })).status).toBe(303);
  expect(Object.keys(await left()).sort()).toEqual(['biblioteket@example.org', 'nya@example.org']);
});

it('sends nothing about minutes that were withdrawn, and asks when they are back', async () => {
  await withdrawMinutes(app.context, slug, 'Fel', 1);
  expect(await left()).toEqual({});
  await publish(app, slug, `${TWO}\n→ Biblioteket: läs högt`);
  expect(Object.keys(await left()).sort()).toEqual(['biblioteket@example.org', 'radet@example.org']);
});

it('says on the agenda what is true of the others', async () => {
  const silent = 'Uppföljning: baka (Rådet) – har inte svarat';
  expect(await agendaOf(app, december)).toContain(silent);
  await app.post(`${at}/lank`);
  expect(await agendaOf(app, december)).toContain('Uppföljning: baka (Rådet)');
  await left();
  expect(await agendaOf(app, december)).toContain(silent);
});
