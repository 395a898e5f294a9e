import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { aSection, publish } from '../support/archive.ts';
import { makeMeeting } from '../support/minutes.ts';

const SITE = 'https://gemensam.example.se';
let app: TestApp;
beforeEach(async () => (app = await startApp({ BASE_URL: SITE })));
afterEach(() => app.close());

const text = async (path: string) => (await app.get(path)).text;
const json = async (path: string): Promise<unknown> => JSON.parse(await text(path));
const ebba = { name: 'Ebba Provén', role: 'rektor', organisation: '=1+1;"Skolan"', answer: 'yes' as const };

/** A coming meeting with a cell that a spreadsheet would calculate, and a held one with minutes. */
async function fill(): Promise<void> {
  await makeMeeting(app.context, {
    date: '2026-12-21',
    theme: '=1+1',
    place: '@SUM(A1)',
    online: 'https://example.org/mote',
    description: 'Om *skolan*.',
    announced_at: '2026-11-20T08:00:00.000Z',
    items: [
      { title: 'Skolan', kind: 'talk', speakers: [ebba] },
      { title: 'Övriga frågor', kind: 'other-business' },
    ],
  });
  const held = await makeMeeting(app.context, { date: '2026-11-16', theme: 'Trygghet', state: 'held' });
  await publish(app.context, held.id, {
    summary: 'Kort.',
    sections: [
      aSection(),
      aSection({ id: 'avsnitt-2', level: 2, heading: 'Frågor', speakers: [], markdown: 'Hur?\n\n– Så.' }),
    ],
    upcoming: [
      { dates: ['2026-12-14', '2026-12-21'], status: 'tentative', theme: 'Skolan', note: 'Med fika' },
      { dates: ['2027-01-18'], status: 'confirmed', theme: null, note: '' },
    ],
    upcomingText: 'Välkomna!',
    closing: 'Vid pennan: Sanna',
    corrections: [{ date: '2026-11-20', text: 'Ebba är rektor.' }],
  });
}

it('writes open data as CSV that a spreadsheet calculates nothing of', async () => {
  await fill();
  const answer = await app.get('/data/moten.csv');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=moten.csv');
  // fetch takes the byte order mark away.
  expect(answer.text).toBe(
    [
      '"datum";"start";"slut";"status";"tema";"plats";"organisationer";"minnesanteckningar";"adress"',
      `"2026-11-16";"13:30";"15:30";"held";"Trygghet";"Biblioteket";"Exempelskolan";"ja";"${SITE}/moten/2026-11-16"`,
      `"2026-12-21";"13:30";"15:30";"confirmed";"'=1+1";"'@SUM(A1)";"'=1+1;""Skolan""";"nej";"${SITE}/moten/2026-12-21"`,
      '',
    ].join('\n'),
  );
});

it('writes open data as JSON', async () => {
  await fill();
  await transaction(app.context, (trx) => saveSettings(trx, { licence: 'CC0 1.0' }, app.clock.now));
  const meetings = [await json('/moten/2026-11-16.json'), await json('/moten/2026-12-21.json')] as {
    minutes?: unknown;
  }[];
  const [held, coming] = meetings.map(({ minutes, ...rest }) => ({ ...rest, hasMinutes: Boolean(minutes) }));
  expect(await json('/data/moten.json')).toEqual({
    publisher: 'Gemensam utvecklingsgrupp',
    licence: 'CC0 1.0',
    timeZone: 'Europe/Stockholm',
    meetings: [held, coming],
  });
});

it('writes a coming meeting as JSON and Markdown', async () => {
  await fill();
  expect(await json('/moten/2026-12-21.json')).toEqual({
    url: `${SITE}/moten/2026-12-21`,
    title: '=1+1',
    date: '2026-12-21',
    candidateDates: [{ date: '2026-12-21', dropped: false }],
    start: '13:30',
    end: '15:30',
    place: '@SUM(A1)',
    online: 'https://example.org/mote',
    status: 'confirmed',
    cancelledReason: null,
    themes: [{ title: '=1+1', part: null, url: `${SITE}/teman/1-1` }],
    description: 'Om *skolan*.',
    agenda: [
      {
        title: 'Skolan',
        kind: 'talk',
        state: 'planned',
        speakers: [{ name: 'Ebba Provén', role: 'rektor', organisation: '=1+1;"Skolan"' }],
      },
      { title: 'Övriga frågor', kind: 'other-business', state: 'planned', speakers: [] },
    ],
    minutes: null,
    changed: '2026-10-01T10:00:00.000Z',
  });
  expect(await text('/moten/2026-12-21.md')).toBe(`# =1+1

Gemensam utvecklingsgrupp, måndag 21 december 2026.

Tid: kl. 13.30–15.30  
Plats: @SUM(A1)  
Digitalt: https://example.org/mote

Om *skolan*.

## Dagordning

- Skolan; Ebba Provén, rektor, =1+1;"Skolan"
- Övriga frågor
`);
});

it('writes minutes as JSON and Markdown', async () => {
  await fill();
  const { minutes } = (await json('/moten/2026-11-16.json')) as { minutes: unknown };
  expect(minutes).toEqual({
    published: app.clock.now,
    changed: null,
    attendance: null,
    summary: 'Kort.',
    sections: [
      aSection(),
      aSection({ id: 'avsnitt-2', level: 2, heading: 'Frågor', speakers: [], markdown: 'Hur?\n\n– Så.' }),
    ],
    upcoming: [
      { dates: ['2026-12-14', '2026-12-21'], status: 'tentative', theme: 'Skolan', note: 'Med fika' },
      { dates: ['2027-01-18'], status: 'confirmed', theme: null, note: '' },
    ],
    upcomingText: 'Välkomna!',
    closing: 'Vid pennan: Sanna',
    corrections: [{ date: '2026-11-20', text: 'Ebba är rektor.' }],
  });
  expect(await text('/moten/2026-11-16.md')).toBe(`# Trygghet

Gemensam utvecklingsgrupp, måndag 16 november 2026. Minnesanteckningar.

**Rättelse fredag 20 november 2026.** Ebba är rektor.

**Kort sagt.** Kort.

## Skolan

Ebba Provén, rektor, Exempelskolan

Ebba berättade.

### Frågor

Hur?

– Så.

## Kommande möten

Välkomna!

- 14 december eller 21 december (preliminärt): Skolan. Med fika
- 18 januari: tema kommer

Vid pennan: Sanna
`);
});

type Standing = Pick<Parameters<typeof makeMeeting>[1], 'state' | 'dates'>;

it.each<[Standing, string | null, string]>([
  [{ state: 'cancelled' }, 'Snö.', '**Inställt.** Snö.'],
  [{ state: 'tentative' }, null, '**Preliminärt.** Tid och plats kan ändras.'],
  [
    { state: 'tentative', dates: ['2026-12-21', '2026-12-14'] },
    null,
    '**Datumet är inte bestämt.** Mötet blir måndag 14 december 2026 eller måndag 21 december 2026.',
  ],
])('says in Markdown how the meeting stands: %o', async (standing, cancelled_reason, expected) => {
  const bare = { date: '2026-12-21', place: '', start_time: null, end_time: null };
  await makeMeeting(app.context, { ...bare, ...standing });
  await app.context.db.updateTable('meeting').set({ cancelled_reason }).execute();
  expect(await text('/moten/2026-12-21.md')).toBe(
    `# Tema kommer\n\nGemensam utvecklingsgrupp, måndag 21 december 2026.\n\n${expected}\n`,
  );
});

it('lists every public page for search engines', async () => {
  await fill();
  const paths = [...(await text('/sitemap.xml')).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, path]) =>
    path!.replace(SITE, ''),
  );
  expect(paths.slice(10)).toEqual([
    '/teman/1-1',
    '/teman/trygghet',
    '/moten/2026-11-16',
    '/moten/2026-12-21',
  ]);
  for (const path of paths) expect([path, (await app.get(path)).status]).toEqual([path, 200]);
  expect(await text('/robots.txt')).toBe(
    `User-agent: *\nDisallow: /admin\nDisallow: /prenumeration/\nDisallow: /svar/\n\nSitemap: ${SITE}/sitemap.xml\n`,
  );
});
