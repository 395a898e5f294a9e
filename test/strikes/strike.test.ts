import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportCommand } from '../../server/exports/command.ts';
import { publishMinutes } from '../../server/minutes/publishing-actions.ts';
import { addSubscriber, deliver } from '../support/mail.ts';
import { aSection } from '../support/archive.ts';
import { makeMeeting } from '../support/minutes.ts';
import {
  SLUG,
  PATH,
  fieldsOf,
  holders,
  saveDraft,
  sizeOf,
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
  attendance: { room: 3, digital: null, organisations: [PHRASE, 'Biblioteket'] },
};

async function publishEverywhere(): Promise<void> {
  const { app } = at;
  await saveDraft(app, meetingId, { ...everywhere, summary: `Första: ${PHRASE}` });
  await saveDraft(app, meetingId, everywhere);
  await publishMinutes(app.context, SLUG, 2, 1);
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
  "/sok?q=kanariefågeln",
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

it('leaves a struck text nowhere: pages, files, versions, mails, search, database and log', async () => {
  const { app, dir } = at;
  await addSubscriber(app.context, 'eva@example.org', 'minnesanteckningar');
  await publishEverywhere();
  const { context } = app;
  await context.db
    .insertInto('follow_up_event')
    .values({ follow_up_id: 1, at: app.clock.now, state: 'open', answer: PHRASE, meeting_id: null })
    .execute();
  await context.db
    .updateTable('meeting')
    .set({ description: `Om: ${PHRASE}` })
    .execute();
  const mailing = { slag: 'minutes' };
  const draft = await app.get(`/admin/moten/${SLUG}/utskick/ny?slag=minutes`);
  expect([draft.status, mailing.slag]).toEqual([200, 'minutes']);
  const out = join(dir, 'ut');
  mkdirSync(out);
  const io = { out: () => {}, err: () => {}, input: async () => '' };
  expect(await exportCommand.run(context, [out], io)).toBe(0);
  await deliver(context);
  expect((await holders(dir, [WORD])).length).toBeGreaterThan(1);
  expect((await tellers()).length).toBeGreaterThan(8);
  const done = await strike(app, asked);
  expect([done.status, done.headers.get('location')]).toEqual([303, `${PATH}?klart=struket`]);
  expect(await tellers()).toEqual([]);
  expect(await exportCommand.run(context, [out], io)).toBe(0);
  expect(await holders(dir, [WORD, PHRASE])).toEqual([]);
  expect(sizeOf(`${at.file}-wal`)).toBeLessThan(100_000);
  expect(app.log.join('\n')).not.toContain(WORD);
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
