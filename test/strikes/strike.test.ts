import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportCommand } from '../../server/exports/command.ts';
import { publishMinutes } from '../../server/minutes/publishing-actions.ts';
import { queueMailing } from '../../server/mail/actions.ts';
import { draftMailing } from '../../server/mail/draft-actions.ts';
import { findPublicMinutes } from '../../server/minutes/queries.ts';
import { addSubscriber, deliver, outboxStates } from '../support/mail.ts';
import { aSection } from '../support/archive.ts';
import { letStand, makeMeeting } from '../support/minutes.ts';
import {
  checkpoint,
  SLUG,
  PATH,
  fieldsOf,
  holders,
  saveDraft,
  startOnFile,
  strike,
  type FileApp,
} from './support.ts';

const PHRASE = 'Kanariefågeln är "sjukskriven" för hjärtflimmer';
const WORD = 'hjärtflimmer';
let at: FileApp;
let meetingId: number;
beforeEach(async () => {
  at = await startOnFile();
  const items = [{ title: 'Läxhjälp', kind: 'talk' as const }];
  const announced_at = '2026-10-01T10:00:00.000Z';
  meetingId = (await makeMeeting(at.app.context, { date: SLUG, theme: 'Skolan', items, announced_at })).id;
});
afterEach(() => at.close());

const everywhere = {
  summary: `Kort: ${PHRASE}.`,
  sections: [
    aSection({ markdown: `Först. ${PHRASE}. Sedan.\n\n→ Rådet: ring om att ${PHRASE}` }),
    aSection({
      id: 'avsnitt-2',
      heading: PHRASE,
      speakers: [{ name: 'Bo Ek', role: PHRASE, organisation: null }],
    }),
  ],
  upcomingText: PHRASE,
  upcoming: [{ dates: ['2026-12-21'], status: 'confirmed' as const, theme: 'Hälsa', note: PHRASE }],
  closing: `Tack. ${PHRASE}`,
  corrections: [{ date: '2026-11-01', text: `Fel: ${PHRASE}` }],
  attendance: { room: 3, digital: null, organisations: ['Biblioteket'] },
};

async function publishEverywhere(): Promise<void> {
  const { app } = at;
  const attendance = { ...everywhere.attendance, organisations: [PHRASE] };
  await saveDraft(app, meetingId, { ...everywhere, summary: `Första: ${PHRASE}`, attendance });
  await saveDraft(app, meetingId, everywhere);
  await letStand(app.context, SLUG);
  expect(await publishMinutes(app.context, SLUG, 2, 1)).toBe(undefined);
}

const asked = { text: PHRASE, instead: '' };
const SURFACES = [
  '/',
  '/moten',
  ...['', '.json', '.md', '.ics'].map((ending) => `/moten/${SLUG}${ending}`),
  '/feed.xml',
  '/feed.json',
  '/kalender.ics',
  '/kalender/alla.ics',
  '/data/moten.json',
  '/data/moten.csv',
  '/uppfoljningar',
  '/teman/skolan',
  '/sok?q=kanariefågeln',
  ...['', '/anteckningar', '/anteckningar/versioner', '/publicering', '/strykning', '/uppfoljningar'].map(
    (path) => `/admin/moten/${SLUG}${path}`,
  ),
  ...[1, 2, 3, 4].map((number) => `/admin/moten/${SLUG}/anteckningar/versioner/${number}`),
];

async function tellers(): Promise<string[]> {
  const found: string[] = [];
  for (const path of SURFACES) {
    const { text, status } = await at.app.get(path);
    const said = text.replaceAll(`value="${WORD}"`, '').replaceAll(`”${WORD}”`, '');
    if (said.includes(WORD)) found.push(`${status} ${path}`);
  }
  return found;
}

/** Agenda, answers, themes and whatever else people write, each with the words. */
async function writeAllAround(): Promise<void> {
  const { context, clock } = at.app;
  const { db } = context;
  const event = { follow_up_id: 1, at: clock.now, state: 'open' as const, answer: PHRASE, meeting_id: null };
  await db.insertInto('follow_up_event').values(event).execute();
  await db.updateTable('follow_up').set({ answer: PHRASE }).execute();
  await db
    .updateTable('meeting')
    .set({ description: `Om: ${PHRASE}` })
    .execute();
  await db.updateTable('agenda_item').set({ reason: PHRASE, title: PHRASE }).execute();
  const source = { key: 'k', file: 'x.txt', meeting_id: meetingId, imported_at: clock.now };
  const recognised = JSON.stringify({ kind: 'minutes', sections: [{ markdown: PHRASE }] });
  await db
    .insertInto('import_source')
    .values({ ...source, recognised })
    .execute();
}

async function queue(kind: 'minutes' | 'announcement'): Promise<void> {
  const { subject, text } = await draftMailing(at.app.context, kind, SLUG);
  const more = { slug: SLUG, subject, text: `${text}\n\n${PHRASE}`, now: true, userId: null };
  await queueMailing(at.app.context, { kind, ...more });
}

const io = { out: () => {}, err: () => {}, input: async () => '' };

it('leaves a struck text nowhere: pages, files, versions, mails, search, database and log', async () => {
  const { app, dir } = at;
  const [context, out] = [app.context, join(dir, 'ut')];
  await addSubscriber(context, 'eva@example.org', 'minnesanteckningar');
  await publishEverywhere();
  await writeAllAround();
  await queue('minutes');
  await deliver(context);
  await addSubscriber(context, 'kim@example.org', 'minnesanteckningar');
  await queue('minutes');
  expect(await exportCommand.run(context, [out], io)).toBe(0);
  checkpoint(at.file);
  const holding = await holders(dir, [WORD]);
  expect(holding.map((name) => name.replace(/\d{8}-\d+-\d+/, 'N'))).toEqual([
    'gemensam.db',
    'gemensam.db-wal',
    'mail/N-minutes.eml',
    'ut/kalender.ics',
    `ut/minnesanteckningar/${SLUG}.md`,
    'ut/moten.json',
  ]);
  expect((await tellers()).length).toBeGreaterThan(12);
  const done = await strike(app, asked);
  expect([done.status, done.headers.get('location')]).toEqual([303, `${PATH}?klart=stoppat`]);
  expect(await outboxStates(context)).toEqual(['sent', 'stopped']);
  expect(await tellers()).toEqual([]);
  expect(await exportCommand.run(context, [out], io)).toBe(0);
  expect(await holders(dir, [WORD, PHRASE])).toEqual([]);
  expect(await context.db.selectFrom('outbox_raw').selectAll().execute()).toEqual([]);
  expect(app.log.join('\n')).not.toContain(WORD);
  const { content } = (await findPublicMinutes(context.db, meetingId))!;
  expect(content.sections[0]!.markdown).toBe('Först. Sedan.\n\n→ Rådet: ring om att');
  expect(content.attendance?.organisations).toEqual(['Biblioteket']);
  await at.stop();
  expect(await holders(dir, [WORD, PHRASE])).toEqual([]);
});

it('shows every place first, and changes nothing by it', async () => {
  const { app } = at;
  await publishEverywhere();
  const before = app.bytes();
  const review = await app.post(`${PATH}/granskning`, asked);
  expect(review.status).toBe(200);
  for (const label of [
    'De publicerade minnesanteckningarna',
    'Äldre versioner',
    'Uppföljningar',
    'Sökningen',
  ])
    expect(review.text).toContain(label);
  expect(review.text).toContain('De ska vara raderade senast söndag 27 december 2026.');
  expect(app.bytes().equals(before)).toBe(true);
  expect(fieldsOf(review, asked)['seen']).toMatch(/^[\w-]{22}$/);
});

it('keeps the follow-up of a struck line the same when the minutes are published again', async () => {
  const { app } = at;
  await publishEverywhere();
  const followUps = () => app.context.db.selectFrom('follow_up').select(['id', 'what']).execute();
  expect((await followUps()).map(({ what }) => what.includes(WORD))).toEqual([true]);
  expect((await strike(app, asked)).status).toBe(303);
  const [struck] = await followUps();
  const last = await app.context.db
    .selectFrom('minutes_revision')
    .select(({ fn }) => fn.countAll<number>().as('number'))
    .executeTakeFirstOrThrow();
  await letStand(app.context, SLUG);
  expect(await publishMinutes(app.context, SLUG, last.number, 1)).toBe(undefined);
  expect(await followUps()).toEqual([struck]);
});
