import { afterEach, beforeEach, expect, it } from 'vitest';
import { askFollowUps } from '../../server/follow-ups/asking-actions.ts';
import { createMeeting } from '../../server/meetings/actions.ts';
import { inboxes, startMailApp, type MailApp } from '../support/mailbox.ts';
import { LINE, NOVEMBER, addOrganisation, agendaOf, meetingOn, publish } from './support.ts';

let app: MailApp;
let november: { id: number; slug: string };
let december: { id: number; slug: string };
beforeEach(async () => {
  app = await startMailApp();
  november = await meetingOn(app, NOVEMBER, { theme: 'Hälsa' });
  december = await meetingOn(app, '2026-12-21', {
    items: [
      { title: 'Välkommen', kind: 'report' },
      { title: 'Övriga frågor', kind: 'other-business' },
    ],
    announced_at: '2026-11-20T10:00:00.000Z',
  });
  await addOrganisation(app, 'Föreningsrådet', 'radet@example.org');
});
afterEach(() => app.close());

const ITEM = 'Uppföljning: undersök hälsodag (Föreningsrådet)';
const agenda = () => agendaOf(app, december.id);
const page = async (path: string) => (await app.get(path)).text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

it('goes from a line in the minutes to the mail, the answer, the next agenda and the trail', async () => {
  await publish(app, november.slug, `Vi talade om hälsa.\n\n${LINE}`);
  expect(await agenda()).toEqual(['Välkommen', ITEM, 'Övriga frågor']);
  expect(await page(`/moten/${november.slug}`)).toContain(
    '→ Föreningsrådet, före 19 jan: undersök hälsodag Att göra',
  );

  app.clock.now = '2026-12-11T05:59:59.000Z';
  expect([await askFollowUps(app.context), await inboxes(app)]).toEqual([0, {}]);
  app.clock.now = '2026-12-11T06:00:00.000Z';
  expect(await askFollowUps(app.context)).toBe(1);
  expect(await askFollowUps(app.context)).toBe(0);
  const { 'radet@example.org': mail, ...others } = await inboxes(app);
  expect(others).toEqual({});
  expect(mail!.mail.subject).toBe('Hur går det? undersök hälsodag');
  expect(mail!.mail.text).toContain('Hej Föreningsrådet!');
  expect(mail!.mail.text!.replace(/\s+/g, ' ')).toContain('före mötet måndag 21 december 2026');
  expect(await agenda()).toEqual(['Välkommen', `${ITEM} – har inte svarat`, 'Övriga frågor']);

  const path = /https:\/\/moten\.example\.org(\/uppfoljning\/\S+)/.exec(mail!.mail.text!)![1]!;
  const before = app.bytes();
  expect((await app.get(path)).text).toContain('undersök hälsodag');
  expect(app.bytes().equals(before)).toBe(true);
  app.clock.now = '2026-12-12T08:00:00.000Z';
  const answer = await app.post(path, { state: 'pagar', sentence: 'plats bokad' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?klart=sparat`]);
  expect((await app.get(`${path}?klart=sparat`)).text).toContain('Tack! Vi har sparat ditt svar: pågår.');
  expect(await agenda()).toEqual(['Välkommen', `${ITEM} – pågår: plats bokad`, 'Övriga frågor']);
  const next = (await app.get(`/moten/${december.slug}`)).text;
  expect(next).toContain(`<strong>${ITEM} – pågår: plats bokad</strong>`);
  expect(next).toMatch(/Från <a href="\/moten\/2026-11-16#uppfoljning-1">mötet 16 november 2026<\/a>/);

  app.clock.now = '2026-12-22T08:00:00.000Z';
  await askFollowUps(app.context);
  const slug = await createMeeting(app.context, { dates: ['2027-01-18'], theme: '' }, { id: null });
  const january = await app.context.db.selectFrom('meeting').select('id').where('slug', '=', slug).execute();
  expect(await agendaOf(app, january[0]!.id)).toEqual([
    'Välkommen',
    `${ITEM} – pågår: plats bokad`,
    'Övriga frågor',
  ]);
  app.clock.now = '2027-01-08T08:00:00.000Z';
  expect(await askFollowUps(app.context)).toBe(1);
  expect(Object.keys(await inboxes(app))).toEqual(['radet@example.org']);
  app.clock.now = '2027-01-09T08:00:00.000Z';
  expect((await app.post(path, { state: 'klart', sentence: '80 kom' })).status).toBe(303);
  expect(await agendaOf(app, january[0]!.id)).toContain(`${ITEM} – klart: 80 kom`);
  const trail = await page(`/moten/${november.slug}`);
  expect(trail).toContain('12 december 2026 Pågår: plats bokad 9 januari 2027 Klart: 80 kom');
  expect(trail).toContain('undersök hälsodag Klart 9 januari 2027: 80 kom');
  expect(await page('/uppfoljningar')).toContain('Avslutade (1)');

  app.clock.now = '2027-01-19T08:00:00.000Z';
  const late = await app.post(path, { state: 'pagar', sentence: 'ändå inte' });
  expect([late.status, late.text.includes('readonly>ändå inte</textarea>')]).toEqual([409, true]);
  expect(await agenda()).toEqual(['Välkommen', `${ITEM} – pågår: plats bokad`, 'Övriga frågor']);
  await createMeeting(app.context, { dates: ['2027-02-15'], theme: '' }, { id: null });
  const february = await app.context.db
    .selectFrom('meeting')
    .select('id')
    .where('slug', '=', '2027-02-15')
    .execute();
  expect(await agendaOf(app, february[0]!.id)).toEqual(['Välkommen', 'Övriga frågor']);
});

it('changes nothing of what people have by mail when an item comes on an announced agenda', async () => {
  const facts = () =>
    app.context.db
      .selectFrom('meeting')
      .innerJoin('candidate_date', 'candidate_date.meeting_id', 'meeting.id')
      .select(['revision', 'sequence'])
      .where('meeting.id', '=', december.id)
      .execute();
  const before = await facts();
  await publish(app, november.slug, LINE);
  expect((await agenda()).length).toBe(3);
  expect(await facts()).toEqual(before);
});
