import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { EMPTY_MINUTES, type MinutesContent } from '../../server/minutes/minutes.ts';
import { publishMinutes } from '../../server/minutes/publishing-actions.ts';
import { findLatestRevision, findPublicMinutes, insertRevision } from '../../server/minutes/queries.ts';
import { refreshMeetingIndex } from '../../server/search/queries.ts';
import { later } from '../../server/shared/time.ts';
import { saveTheme, setMeetingThemes } from '../../server/themes/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { allow } from '../support/consents.ts';
import { deliver } from '../support/mail.ts';
import { addTalk, appearanceOf, pathOf, reply } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';
import { register } from '../support/minutes.ts';

const CANARY = 'Kanariefågel Undulatsson';
const PAST = '2026-11-16';
let app: TestApp;
let at: { id: number; slug: string };
let talk: Awaited<ReturnType<typeof addTalk>>;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

async function coming(date = '2026-12-21') {
  at = await makeMeeting(app, { dates: [date], announced_at: '2026-11-20T08:00:00.000Z' });
  talk = await addTalk(app, at.id, { name: CANARY });
  await transaction(app.context, async (trx) => {
    await trx
      .updateTable('agenda_speaker')
      .set({ answer: 'yes' })
      .where('agenda_speaker.id', '=', talk.id)
      .execute();
    await setMeetingThemes(trx, at.id, [{ id: await saveTheme(trx, 'Skolan', app.clock.now), part: null }]);
    await refreshMeetingIndex(trx, at.id);
  });
}

async function published(more: Partial<MinutesContent> = {}) {
  await coming(PAST);
  const { name, role, organisation } = await appearanceOf(app, talk.id);
  const speakers = [
    { name, role, organisation },
    { name: 'Bo Kvar', role: null, organisation: null },
  ];
  const section = { heading: 'Skolan', level: 1 as const, kind: 'talk' as const, markdown: 'Det gick bra.' };
  const sections = [{ id: 'avsnitt-1', ...section, speakers }];
  await transaction(app.context, (trx) =>
    insertRevision(
      trx,
      at.id,
      { ...EMPTY_MINUTES, sections, ...more },
      { userId: null, note: '', now: app.clock.now },
    ),
  );
  await register(app.context, 'Bo Kvar');
  await publishMinutes(app.context, at.slug, 1, 1);
}

const SURFACES = () => [
  '/',
  '/moten',
  `/moten?ar=${at.slug.slice(0, 4)}`,
  ...['', '.json', '.md', '.ics'].map((ending) => `/moten/${at.slug}${ending}`),
  '/feed.xml',
  '/feed.json',
  '/kalender.ics',
  '/kalender/alla.ics',
  '/data/moten.json',
  '/data/moten.csv',
  '/teman/skolan',
  '/organisationer/exempelskolan',
  '/sok?q=Undulatsson',
  '/sitemap.xml',
];

/** The public addresses that say the name, to somebody who is not signed in. */
async function tellers(): Promise<string[]> {
  const found: string[] = [];
  for (const path of SURFACES()) {
    const text = await (await fetch(app.origin + path)).text();
    const said = path.startsWith('/sok')
      ? text.replaceAll(/value="[^"]*"|”[^”]*”|<title>.*?<\/title>/g, '')
      : text;
    expect(text).not.toContain('ebba@example.org');
    if (said.replaceAll(/\r?\n /g, '').includes('Undulatsson')) found.push(path);
  }
  return found;
}

it('takes the name off every list at once, and puts it back when it is allowed again', async () => {
  await coming();
  const before = await tellers();
  for (const path of [
    '/',
    `/moten/${at.slug}`,
    `/moten/${at.slug}.json`,
    `/moten/${at.slug}.md`,
    '/feed.xml',
  ])
    expect(before).toContain(path);
  expect(before).toContain('/sok?q=Undulatsson');
  const answer = await allow(app, talk.id, 'foto');
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    `${await pathOf(app, talk.id)}?klart=samtycke`,
  ]);
  expect(await tellers()).toEqual([]);
  await allow(app, talk.id, 'namn');
  expect(await tellers()).toEqual(before);
});

it('takes the name out of published minutes quietly, in a revision of its own', async () => {
  await published();
  expect(await tellers()).toContain(`/moten/${at.slug}.md`);
  await allow(app, talk.id);
  expect(await tellers()).toEqual([]);
  const shown = (await findPublicMinutes(app.context.db, at.id))!;
  expect(shown.content.sections[0]!.speakers).toEqual([{ name: 'Bo Kvar', role: null, organisation: null }]);
  expect([shown.changed_at, (await findLatestRevision(app.context.db, at.id))!.number]).toEqual([
    app.clock.now,
    3,
  ]);
  expect(
    await app.context.db
      .selectFrom('audit_event')
      .select(['action', 'user_id'])
      .where('action', '=', 'minutes mended')
      .execute(),
  ).toEqual([{ action: 'minutes mended', user_id: null }]);
});

it.each([
  ['still says the name', false],
  ['has left the name out already', true],
])('keeps a draft that %s as the draft', async (_what, isLeftOut) => {
  await published();
  const shown = (await findPublicMinutes(app.context.db, at.id))!.content;
  const sections = shown.sections.map((section) => ({ ...section, speakers: [] }));
  const ahead = { ...shown, ...(isLeftOut && { sections }), summary: 'Bara i utkastet' };
  const by = { userId: null, note: '', now: app.clock.now };
  await transaction(app.context, (trx) => insertRevision(trx, at.id, ahead, by));
  await allow(app, talk.id);
  const [open, draft] = [
    (await findPublicMinutes(app.context.db, at.id))!.content,
    (await findLatestRevision(app.context.db, at.id))!.content,
  ];
  expect([open.summary, draft.summary]).toEqual(['', 'Bara i utkastet']);
  expect(JSON.stringify([open, draft])).not.toContain('Undulatsson');
});

it('never lets the name back into the lines of the minutes, whoever writes it there', async () => {
  await published();
  const old = (await findPublicMinutes(app.context.db, at.id))!.content;
  await allow(app, talk.id);
  const by = { userId: 1, note: '', now: app.clock.now };
  await transaction(app.context, (trx) => insertRevision(trx, at.id, old, by));
  const { content } = (await findLatestRevision(app.context.db, at.id))!;
  expect(content.sections[0]!.speakers.map(({ name }) => name)).toEqual(['Bo Kvar']);
});

it('holds back a waiting mail about the meeting, and stops one that says the name', async () => {
  await coming();
  const { db } = app.context;
  const before = await db
    .selectFrom('meeting')
    .select('revision')
    .where('id', '=', at.id)
    .executeTakeFirstOrThrow();
  const mail = (kind: 'announcement' | 'message', meetingId: number | null, text: string) =>
    transaction(app.context, async (trx) => {
      const { id } = await trx
        .insertInto('mailing')
        .values({
          kind,
          meeting_id: meetingId,
          meeting_revision: before.revision,
          subject: 'Hej',
          text,
          state: 'queued',
          not_before: app.clock.now,
          user_id: null,
          created_at: app.clock.now,
          wish: null,
          term: null,
          facts: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await trx
        .insertInto('outbox')
        .values({
          mailing_id: id,
          subscriber_id: null,
          recipient_address: 'a@example.org',
          kind,
          meeting_id: meetingId,
          meeting_revision: meetingId === null ? null : before.revision,
          subject: 'Hej',
          message_id: `<${id}@example.org>`,
          method: null,
          state: 'queued',
          not_before: app.clock.now,
          drop_after: null,
          lease_until: null,
          reason: null,
          created_at: app.clock.now,
          sent_at: null,
          speaker_id: null,
          response: null,
        })
        .execute();
      return id;
    });
  await mail('announcement', at.id, '{dagordning}');
  const other = await mail('message', null, `Välkommen, ${CANARY.replace(' ', '\n')} kommer.`);
  const kept = await mail('message', null, 'Välkommen.');
  const dead = await mail('message', null, `Välkommen, ${CANARY} kommer.`);
  await db
    .updateTable('outbox')
    .set({ state: 'sending', lease_until: '2026-01-01T00:00:00.000Z', attempts: 1 })
    .where('mailing_id', '=', dead)
    .execute();
  await allow(app, talk.id);
  await db
    .updateTable('outbox')
    .set({ lease_until: later(app.clock.now, { hours: 1 }) })
    .where('mailing_id', '=', kept)
    .execute();
  await deliver(app.context);
  const states = await db.selectFrom('outbox').select(['mailing_id', 'state']).orderBy('id').execute();
  expect(states.slice(1)).toEqual([
    { mailing_id: other, state: 'stopped' },
    { mailing_id: kept, state: 'queued' },
    { mailing_id: dead, state: 'stopped' },
  ]);
  const { text } = await app.get('/admin');
  expect(text).toContain('Utskicket ”Hej” väntar på dig.');
});

it('lets the answer form say it too, and leaves it alone when the form does not ask', async () => {
  await coming();
  await reply(app, talk.id, 'ja', { samtycken: '1', samtycke: ['foto', 'material'] });
  const stored = () =>
    app.context.db
      .selectFrom('consent')
      .select(['kind', 'given'])
      .where('agenda_speaker_id', '=', talk.id)
      .orderBy('kind')
      .execute();
  const said = [
    { kind: 'material', given: 1 },
    { kind: 'name', given: 0 },
    { kind: 'photo', given: 1 },
    { kind: 'recording', given: 0 },
  ];
  expect(await stored()).toEqual(said);
  await reply(app, talk.id, 'ja');
  expect(await stored()).toEqual(said);
});
