import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { invitation } from '../../server/calendar/invitation.ts';
import {
  announceMeeting,
  cancelMeeting,
  decideDate,
  moveMeeting,
} from '../../server/meetings/life-actions.ts';
import { createMeeting } from '../../server/meetings/actions.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { getSettings } from '../../server/settings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';

/** A calendar program that only reads files: an entry that comes again must replace the former one. */
const MISSING = spawnSync('khal', ['--version']).status === 0 ? undefined : 'khal is not on this machine';
if (MISSING) console.log(`skipped: ${MISSING}`);

const USER = { id: null };
const NAME = 'Gemensam utvecklingsgrupp: Boende';
let app: TestApp;
let folder: string;
beforeEach(async () => {
  app = await startApp();
  folder = mkdtempSync(join(tmpdir(), 'gemensam-khal-'));
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

/** A calendar of its own, with nothing from this machine's user. */
function openCalendar(name: string) {
  const home = join(folder, name);
  mkdirSync(join(home, 'moten'), { recursive: true });
  const config = join(home, 'config');
  writeFileSync(
    config,
    `[calendars]
[[moten]]
path = ${join(home, 'moten')}
[sqlite]
path = ${join(home, 'khal.db')}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Europe/Stockholm
local_timezone = Europe/Stockholm
[default]
default_calendar = moten
`,
  );
  const env = { PATH: process.env['PATH'], LANG: 'C.UTF-8', HOME: home, TZ: 'Europe/Stockholm' };
  const homes = { XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home };
  const khal = (...args: string[]): string => {
    const run = spawnSync('khal', ['-c', config, ...args], {
      env: { ...env, ...homes },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect([args[0], run.status, run.stderr]).toEqual([args[0], 0, '']);
    return run.stdout;
  };
  return {
    take: (text: string) => {
      const file = join(home, 'mottagen.ics');
      writeFileSync(file, text);
      khal('import', '--batch', '-a', 'moten', file);
    },
    list: () =>
      khal(
        'list',
        '--day-format',
        '',
        '--format',
        '{start-long} {end-time} {status}{title}',
        '2026-11-01',
        '400d',
      )
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
  };
}

async function mailed(slug: string, method: 'REQUEST' | 'CANCEL'): Promise<string> {
  const { db } = app.context;
  const [meeting, settings] = [await getMeeting(db, slug), await getSettings(db)];
  const person = { name: 'Eva', email: 'eva@example.org' };
  const { baseUrl } = app;
  return invitation({ meeting, settings, baseUrl, organizer: person, attendee: person, method });
}

const feed = async () => (await app.get('/kalender.ics')).text;

it.skipIf(MISSING)('has one entry, with the right date, after each step of a meeting’s life', async () => {
  const byMail = openCalendar('mejl');
  const byFeed = openCalendar('flode');
  const expectBoth = async (slug: string, method: 'REQUEST' | 'CANCEL', line: string) => {
    byMail.take(await mailed(slug, method));
    byFeed.take(await feed());
    expect([byMail.list(), byFeed.list()]).toEqual([[line], [line]]);
  };
  const first = await createMeeting(app.context, { dates: ['2026-12-21'], theme: 'Boende' }, USER);
  byFeed.take(await feed());
  expect(byFeed.list()).toEqual([`2026-12-21 13:30 15:30 TENTATIVE ${NAME}`]);
  await announceMeeting(app.context, first, USER);
  await expectBoth(first, 'REQUEST', `2026-12-21 13:30 15:30 CONFIRMED ${NAME}`);
  const { slug: second } = await moveMeeting(app.context, first, '2026-12-28', USER);
  await expectBoth(second, 'REQUEST', `2026-12-28 13:30 15:30 CONFIRMED ${NAME}`);
  const { slug: third } = await moveMeeting(app.context, second, '2027-01-11', USER);
  await expectBoth(third, 'REQUEST', `2027-01-11 13:30 15:30 CONFIRMED ${NAME}`);
  await cancelMeeting(app.context, third, 'Sjukdom.', USER);
  await expectBoth(third, 'CANCEL', `2027-01-11 13:30 15:30 CANCELLED INSTÄLLT: ${NAME}`);
});

it.skipIf(MISSING)('shows a decided date once, and the other one as fallen away', async () => {
  const calendar = openCalendar('flode');
  const slug = await createMeeting(
    app.context,
    { dates: ['2027-05-24', '2027-06-01'], theme: 'Boende' },
    USER,
  );
  calendar.take(await feed());
  expect(calendar.list()).toEqual([
    `2027-05-24 13:30 15:30 TENTATIVE ${NAME}`,
    `2027-06-01 13:30 15:30 TENTATIVE ${NAME}`,
  ]);
  const { dates } = await getMeeting(app.context.db, slug);
  await decideDate(app.context, slug, dates[0]!.id, USER);
  await announceMeeting(app.context, slug, USER);
  await decideDate(app.context, slug, dates[1]!.id, USER);
  calendar.take(await feed());
  const decided = [
    '2027-05-24 13:30 15:30 CANCELLED Utgår: mötet är 1 juni',
    `2027-06-01 13:30 15:30 CONFIRMED ${NAME}`,
  ];
  expect(calendar.list()).toEqual(decided);
  calendar.take(await mailed('2027-06-01', 'REQUEST'));
  expect(calendar.list()).toEqual(decided);
});
