import { afterEach, describe, expect, test } from 'vitest';
import { fillDemo } from '../../server/demo/actions.ts';
import { publicItems, meetingTitle } from '../../server/meetings/meeting.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { listMailings } from '../../server/mail/mailing-queries.ts';
import { findLatestRevision, findPublicMinutes } from '../../server/minutes/queries.ts';
import { plainText } from '../../server/shared/markdown.ts';
import { createTestContext } from '../support/app.ts';

const DAYS = {
  'an ordinary day': '2026-11-22T12:00:00.000Z',
  "new year's eve, already tomorrow in Stockholm": '2026-12-31T23:30:00.000Z',
  midsummer: '2027-06-25T10:00:00.000Z',
  'a leap day': '2028-02-29T10:00:00.000Z',
  'the morning of a meeting': '2027-01-18T07:00:00.000Z',
  'the day after a meeting': '2027-01-19T07:00:00.000Z',
  'the Easter Monday that moves a meeting': '2028-04-17T10:00:00.000Z',
};

const open: ReturnType<typeof createTestContext>[] = [];
afterEach(async () => {
  for (const { context } of open.splice(0)) await context.db.destroy();
});

async function filled(now: string) {
  const test = createTestContext();
  open.push(test);
  test.clock.now = now;
  const began = performance.now();
  const signIn = await fillDemo(test.context);
  return { ...test, signIn, took: performance.now() - began, meetings: await listMeetings(test.context.db) };
}

describe.each(Object.entries(DAYS))('filled on %s', (_, now) => {
  test('has every kind of meeting, each on a day of its own', async () => {
    const { meetings, context } = await filled(now);
    const today =
      now === DAYS["new year's eve, already tomorrow in Stockholm"] ? '2027-01-01' : now.slice(0, 10);
    const past = meetings.filter(({ date }) => date < today);
    const coming = meetings.filter(({ date }) => date >= today);
    const titleOf = (state: string) => coming.filter((one) => one.state === state).map(meetingTitle);

    expect(past.length).toBe(11);
    expect(new Set(past.map(({ state }) => state))).toEqual(new Set(['held']));
    expect(titleOf('confirmed')).toEqual([
      'Digitalt utanförskap',
      'Digitalt utanförskap, del 2',
      'Ungas psykiska hälsa',
    ]);
    expect(titleOf('tentative')).toEqual(['Bostad först', 'Tema kommer', 'När krisen kommer', 'Tema kommer']);
    expect(titleOf('cancelled')).toEqual(['Kultur på recept']);
    expect(coming.find(({ state }) => state === 'cancelled')!.cancelled_reason).toMatch(/hiss/);
    expect(coming.filter(({ dates }) => dates.length === 2).map(meetingTitle)).toEqual(['Bostad först']);
    const days = meetings.flatMap(({ dates }) => dates.map(({ date }) => date));
    expect(new Set(days).size).toBe(days.length);
    expect(days.every((day) => new Date(day).getUTCDay() === 1)).toBe(true);
    const cancelled = await context.db
      .selectFrom('candidate_date')
      .select('sequence')
      .where('sequence', '>', 0)
      .execute();
    expect(cancelled).toEqual([{ sequence: 1 }]);
  });

  test('has announced the next meeting, and shows only the speakers who said yes', async () => {
    const { meetings } = await filled(now);
    const next = meetings.find(({ state }) => state === 'confirmed')!;
    const shown = publicItems(next).flatMap(({ speakers }) => speakers.map(({ name }) => name));
    const all = next.items.flatMap(({ speakers }) => speakers.map(({ name }) => name));

    expect(next.announced_at! < now).toBe(true);
    expect(all.length - shown.length).toBe(1);
    expect(shown.length).toBe(3);
  });

  test('has minutes for each past meeting but the draft and one that nobody wrote', async () => {
    const { meetings, context } = await filled(now);
    const kinds: string[] = [];
    for (const { id, state } of meetings.filter((one) => one.state === 'held')) {
      const published = await findPublicMinutes(context.db, id);
      const latest = await findLatestRevision(context.db, id);
      kinds.push(published ? 'public' : latest ? 'draft' : 'none');
      for (const { markdown, heading } of latest?.content.sections ?? []) {
        expect(heading).not.toBe('');
        expect(plainText(markdown).length).toBeGreaterThan(20);
        expect(markdown).not.toMatch(/[{}]|undefined/);
      }
      expect(state === 'held' && latest ? latest.content.sections.length : 2).toBeGreaterThan(1);
      if (published) {
        expect(published.published_at < now).toBe(true);
        expect(published.content.upcoming!.length).toBe(3);
      }
    }
    const nine = Array.from({ length: 9 }, () => 'public');
    expect(kinds).toEqual([...nine.slice(0, 3), 'none', ...nine.slice(3), 'draft']);
  });

  test('nothing has happened later than now', async () => {
    const { context } = await filled(now);
    const { db } = context;
    const moments = [
      ...(await db.selectFrom('meeting').select(['created_at', 'changed_at', 'announced_at']).execute()),
      ...(await db.selectFrom('candidate_date').select('changed_at').execute()),
      ...(await db
        .selectFrom('minutes')
        .select(['first_published_at', 'published_at', 'changed_at'])
        .execute()),
      ...(await db.selectFrom('minutes_revision').select('created_at').execute()),
      ...(await db.selectFrom('proposal').select(['received_at', 'shown_at']).execute()),
      ...(await db.selectFrom('proposal_event').select('at').execute()),
      ...(await db.selectFrom('mailing').select(['created_at', 'not_before']).execute()),
      ...(await db.selectFrom('outbox').select(['created_at', 'not_before', 'sent_at']).execute()),
      ...(await db.selectFrom('answer').select('answered_at').execute()),
      ...(await db.selectFrom('agenda_speaker').select(['invited_at', 'answered_at']).execute()),
      ...(await db.selectFrom('audit_event').select('at').execute()),
      ...(await db.selectFrom('subscriber').select(['requested_at', 'confirmed_at']).execute()),
    ].flatMap((row) => Object.values(row).filter((value) => value !== null));

    expect(moments.length).toBeGreaterThan(150);
    expect(moments.filter((moment) => moment > now)).toEqual([]);
  });

  test('has sent the latest minutes and the invitation, and one mail of each came back', async () => {
    const { context, meetings } = await filled(now);
    const next = meetings.find(({ state }) => state === 'confirmed')!;
    const published = meetings.filter(({ has_minutes }) => has_minutes).at(-1)!;
    const told = (await listMailings(context.db)).map(({ kind, slug, state, total, sent, failed }) => {
      return { kind, slug, state, total, sent, failed };
    });

    expect(told).toEqual([
      { kind: 'announcement', slug: next.slug, state: 'queued', total: 21, sent: 20, failed: 1 },
      { kind: 'minutes', slug: published.slug, state: 'queued', total: 19, sent: 18, failed: 1 },
    ]);
  });

  test('proposals were answered in order, in all states', async () => {
    const { context } = await filled(now);
    const proposals = await context.db.selectFrom('proposal').selectAll().execute();
    const states = proposals.map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['received', 'discussed', 'planned', 'done', 'declined']));
    for (const { id, state, answer, received_at } of proposals) {
      const events = await context.db
        .selectFrom('proposal_event')
        .selectAll()
        .where('proposal_id', '=', id)
        .execute();
      const times = events.map(({ at }) => at);
      expect(times).toEqual(times.toSorted());
      expect(times[0]).toBe(received_at);
      expect(events.at(-1)).toMatchObject({ state, answer });
    }
  });
});

test('all addresses are at example.org or example.se, and the fill is quick', async () => {
  const { context, took } = await filled(DAYS['an ordinary day']);
  const tables = [
    'setting',
    'user',
    'meeting',
    'minutes_revision',
    'proposal',
    'subscriber',
    'search',
  ] as const;
  const rows = await Promise.all(tables.map((table) => context.db.selectFrom(table).selectAll().execute()));
  const text = JSON.stringify(rows);
  const hosts = [...text.matchAll(/[@/]((?:[\w-]+\.)+[a-z]{2,})/g)].map(([, host]) =>
    host!.replace(/^www\./, ''),
  );

  expect(hosts.length).toBeGreaterThan(25);
  expect([...new Set(hosts)].toSorted()).toEqual(['example.org', 'example.se']);
  expect(took).toBeLessThan(1500);
});

test('has 25 subscribers, one of them not yet confirmed', async () => {
  const { context } = await filled(DAYS['an ordinary day']);
  const rows = await context.db.selectFrom('subscriber').selectAll().execute();
  expect(rows.length).toBe(25);
  expect(rows.filter(({ state }) => state === 'pending').length).toBe(1);
});

test('refuses a database that somebody uses', async () => {
  const { context } = await filled(DAYS['an ordinary day']);
  await expect(fillDemo(context)).rejects.toThrow(/empty database/);
});
