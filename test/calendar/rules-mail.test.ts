import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { composeMail } from '../../server/mail/compose.ts';
import { createMeeting } from '../../server/meetings/actions.ts';
import * as life from '../../server/meetings/life-actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import {
  ATTENDEE,
  allObjects,
  eventsOf,
  linesOf,
  mailed,
  nameOf,
  valueOf,
} from '../support/calendar-objects.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const USER = { id: null };

it('41: invites with all that an invitation must have, once', async () => {
  const { request } = await allObjects(app);
  const [event, ...others] = eventsOf(request);
  expect(others).toEqual([]);
  const needed = ['ORGANIZER', 'ATTENDEE', 'DTSTAMP', 'DTSTART', 'SUMMARY', 'UID', 'SEQUENCE', 'STATUS'];
  const count = (name: string) => event!.filter((line) => nameOf(line) === name).length;
  expect(needed.map((name) => [name, count(name)])).toEqual(needed.map((name) => [name, 1]));
  expect(linesOf(request, 'METHOD', 'STATUS')).toEqual(['METHOD:REQUEST', 'STATUS:CONFIRMED']);
  await expect(mailed(app, '2026-12-21', 'REQUEST')).rejects.toThrow('inställt');
});

it('42: names the one recipient and no other', async () => {
  const { request, cancel } = await allObjects(app);
  for (const text of [request, cancel])
    expect(linesOf(text, 'ATTENDEE').map(valueOf)).toEqual([`mailto:${ATTENDEE.email}`]);
});

it('43: asks for no answer by calendar', async () => {
  const { request } = await allObjects(app);
  const [attendee] = linesOf(request, 'ATTENDEE');
  const parameters = attendee!
    .replace(/;CN="[^"]*"/, '')
    .split(':')[0]!
    .split(';')
    .slice(1);
  expect(parameters.toSorted()).toEqual([
    'CUTYPE=INDIVIDUAL',
    'PARTSTAT=NEEDS-ACTION',
    'ROLE=REQ-PARTICIPANT',
    'RSVP=FALSE',
  ]);
});

it('44: writes people as mail addresses', async () => {
  const { request, cancel } = await allObjects(app);
  for (const text of [request, cancel])
    for (const line of linesOf(text, 'ORGANIZER', 'ATTENDEE'))
      expect(new URL(valueOf(line)).protocol + new URL(valueOf(line)).pathname).toBe(valueOf(line));
  expect(linesOf(request, 'ORGANIZER').map(valueOf)).toEqual(['mailto:gruppen@example.org']);
});

it('45: takes back the same entry, with a higher number', async () => {
  const slug = await createMeeting(app.context, { dates: ['2026-12-21'], theme: 'Boende' }, USER);
  await life.announceMeeting(app.context, slug, USER);
  const facts = (text: string) =>
    linesOf(text, 'METHOD', 'UID', 'SEQUENCE', 'STATUS', 'ATTENDEE', 'ORGANIZER').toSorted();
  const invited = facts(await mailed(app, slug, 'REQUEST'));
  await life.cancelMeeting(app.context, slug, 'Sjukdom.', USER);
  const cancel = await mailed(app, slug, 'CANCEL');
  const changed: Record<string, string> = {
    'METHOD:REQUEST': 'METHOD:CANCEL',
    'SEQUENCE:1': 'SEQUENCE:2',
    'STATUS:CONFIRMED': 'STATUS:CANCELLED',
  };
  expect(facts(cancel)).toEqual(invited.map((line) => changed[line] ?? line));
  expect(invited.filter((line) => line in changed)).toHaveLength(3);
  expect(cancel).not.toContain('VALARM');
});

it('46: says the method in the mail’s own header too', async () => {
  const { request, cancel } = await allObjects(app);
  const sender = {
    name: 'Gruppen',
    address: 'gruppen@example.org',
    replyTo: undefined,
    domain: 'example.org',
  };
  for (const [method, content] of [
    ['REQUEST', request],
    ['CANCEL', cancel],
  ] as const) {
    const raw = await composeMail({
      sender,
      to: { name: ATTENDEE.name, address: ATTENDEE.email },
      letter: { subject: 'Möte', text: 'Text', html: '<p>Text</p>' },
      messageId: '<a@example.org>',
      date: app.clock.now,
      calendar: { method, content },
    });
    const headers = raw.toString('latin1').replaceAll('\r\n ', ' ').replaceAll('\r\n\t', ' ');
    const types = [...headers.matchAll(/^Content-Type: (text\/calendar.*)$/gim)].map(([, type]) =>
      type!.toLowerCase(),
    );
    expect(types.map((type) => type.split(/; */).toSorted())).toEqual([
      ['charset=utf-8', `method=${method.toLowerCase()}`, 'text/calendar'],
    ]);
    const parsed = await simpleParser(raw);
    const part = parsed.attachments.find(({ contentType }) => contentType === 'text/calendar');
    expect(part?.content.toString()).toBe(content);
  }
});

it('47: ties the times of an invitation to a zone that it brings along', async () => {
  const { request, cancel } = await allObjects(app);
  for (const text of [request, cancel]) {
    expect(linesOf(text, 'TZID')).toEqual(['TZID:Europe/Stockholm']);
    expect(eventsOf(text)[0]!.filter((line) => nameOf(line) === 'DTSTART')).toEqual([
      'DTSTART;TZID=Europe/Stockholm:20261221T133000',
    ]);
  }
});
