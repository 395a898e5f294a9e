import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { listDeadlines } from '../../server/meetings/deadline-queries.ts';
import { deadlinesOf, dutyText } from '../../server/meetings/deadlines.ts';
import type { Plan, Progress } from '../../server/meetings/meeting-rules.ts';
import { groupDeadlines } from '../../server/meetings/group-deadlines.ts';
import type { AgendaItem, Meeting, PrintedSpeaker } from '../../server/meetings/meeting.ts';
import { nextStep } from '../../server/meetings/next-step.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { makeManyMeetings, makeMeeting } from '../support/meetings.ts';

const TODAY = '2026-11-22';
const plan: Plan = {
  today: TODAY,
  schedule: DEFAULT_SETTINGS.schedule,
  skeleton: DEFAULT_SETTINGS.agendaSkeleton,
};
const talk = (...answers: PrintedSpeaker['answer'][]) =>
  ({ title: 'Skolan berättar', speakers: answers.map((answer) => ({ answer })) }) as AgendaItem;
const THEME = { id: 1, slug: 'skola', title: 'Skola', part: null };

function progress(meeting: Partial<Meeting> = {}, more: Partial<Progress> = {}): Progress {
  const date = meeting.date ?? '2026-12-21';
  const dates = [{ date, state: 'open', leading: 1 }];
  const empty = {
    place: 'Salen',
    announced_at: null,
    imported_at: null,
    themes: [],
    items: [],
    has_minutes: 0,
  };
  const whole = { id: 7, slug: date, date, dates, state: 'confirmed', ...empty, ...meeting };
  return { meeting: whole as unknown as Meeting, mailed: false, reminded: false, drafted: false, ...more };
}
const two = ['2026-12-21', '2027-01-11'].map((date) => ({ date, state: 'open' })) as Meeting['dates'];
const brief = (one: Progress, at = plan) =>
  deadlinesOf(one, at).map(({ label, due, late }) => [due, label, late]);

const MINUTES = ['2026-12-28', 'Skriv minnesanteckningar', false];
const MAILS = [
  ['2026-12-11', 'Skicka dagordningen', false],
  ['2026-12-20', 'Skicka påminnelsen', false],
];

it.each<[string, Progress, unknown[]]>([
  [
    'a date alone',
    progress(),
    [
      ['2026-11-09', 'Välj tema', true],
      ['2026-11-30', 'Skriv dagordningen', false],
      ['2026-12-11', 'Bjud in', false],
      ...MAILS,
      MINUTES,
    ],
  ],
  [
    'two dates',
    progress({ dates: two, themes: [THEME], items: [talk('yes')] }),
    [['2026-11-09', 'Bestäm datum', true], ['2026-12-11', 'Bjud in', false], ...MAILS],
  ],
  [
    'a speaker who is silent',
    progress({ themes: [THEME], items: [talk('waiting', 'no')], announced_at: '2026-11-01' }),
    [['2026-11-30', 'Följ upp medverkande', false], ...MAILS, MINUTES],
  ],
  [
    'all but the reminder',
    progress({ themes: [THEME], items: [talk('yes')], announced_at: '2026-11-01' }, { mailed: true }),
    [MAILS[1], MINUTES],
  ],
  ['its day', progress({ date: TODAY }), [['2026-11-29', 'Skriv minnesanteckningar', false]]],
  [
    'its day, with a draft',
    progress({ date: TODAY }, { drafted: true }),
    [['2026-11-29', 'Skriv minnesanteckningar', false]],
  ],
  [
    'a draft afterwards',
    progress({ date: '2026-11-10' }, { drafted: true }),
    [['2026-11-17', 'Granska och publicera', true]],
  ],
  ['published minutes', progress({ date: '2026-11-10', has_minutes: 1 }), []],
  ['a cancelled one', progress({ state: 'cancelled' }), []],
  ['an imported past one', progress({ date: '2026-11-10', imported_at: '2026-01-01' }), []],
])('knows all that is left of a meeting with %s', (_what, one, expected) => {
  expect(brief(one)).toEqual(expected);
});

it('counts a day as late only when it is over', () => {
  const lateOn = (today: string) => deadlinesOf(progress(), { ...plan, today })[1]!.late;
  expect(['2026-11-29', '2026-11-30', '2026-12-01'].map(lateOn)).toEqual([false, false, true]);
});

it('gives as the next step the first that can be done now', () => {
  const full = { themes: [THEME], items: [talk('yes')], announced_at: '2026-11-01' };
  const done = progress(full, { mailed: true, reminded: true });
  expect(deadlinesOf(done, plan).map(({ from }) => from)).toEqual(['2026-12-21']);
  expect(nextStep(done, plan)).toBeUndefined();
  expect(nextStep(done, { ...plan, today: '2026-12-21' })?.label).toBe('Skriv minnesanteckningar');
  const first = deadlinesOf(progress(), plan)[0];
  expect(nextStep(progress(), plan)).toEqual(first);
  expect(first).toEqual({
    key: 'meeting 7 theme',
    label: 'Välj tema',
    about: 'för mötet 21 december',
    path: '/admin/moten/2026-12-21/redigera',
    due: '2026-11-09',
    late: true,
    why: 'Mötet 21 december har inget tema.',
    from: '',
  });
});

it('knows what the group waits for, besides meetings', () => {
  const work = {
    terms: [
      { term: '2026-ht', meetings: 4 },
      { term: '2027-vt', meetings: 0 },
    ],
    proposals: [
      { id: 1, title: 'Fler bänkar', received_at: '2026-11-19T22:59:59.000Z', unread: true },
      { id: 2, title: 'Sena kvällar', received_at: '2026-10-22T22:00:00.000Z', unread: false },
    ],
    followUps: [{ id: 3, what: 'undersök hälsodag', who: 'Föreningsrådet', due_on: '2026-11-21' }],
    mailings: [{ id: 4, subject: 'Inbjudan: Skola', not_before: '2026-11-21T23:30:00.000Z' }],
  };
  const found = groupDeadlines(work, DEFAULT_SETTINGS, TODAY);
  expect(found.map((one) => [one.due, dutyText(one), one.late, one.path])).toEqual([
    ['2026-11-20', 'Planera våren 2027', true, '/admin/terminer/2027-vt'],
    ['2026-11-26', 'Läs förslaget ”Fler bänkar”', false, '/admin/forslag/1'],
    ['2026-11-22', 'Svara på förslaget ”Sena kvällar”', false, '/admin/forslag/2'],
    ['2026-11-21', 'Följ upp ”undersök hälsodag” (Föreningsrådet)', true, '/admin/uppfoljningar/3'],
    ['2026-11-22', 'Läs igenom utskicket ”Inbjudan: Skola”', false, '/admin/utskick/4/redigera'],
  ]);
});

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());
const listed = async (today = TODAY) =>
  (await listDeadlines(app.context.db, DEFAULT_SETTINGS, today)).map((one) => `${one.due} ${dutyText(one)}`);

it('asks nothing of a group that has not begun', async () => {
  expect(await listed()).toEqual([]);
});

it.each([
  ['2026-08-15', ['Planera hösten 2026', 'Planera våren 2027']],
  ['2026-11-15', ['Planera våren 2027']],
])('asks on %s for the terms that have nothing', async (today, labels) => {
  await makeMeeting(app, { dates: ['2026-05-18'], imported_at: '2026-06-01T00:00:00.000Z' });
  const found = async () => (await listed(today)).map((line) => line.slice(11));
  expect(await found()).toEqual(labels);
  await makeMeeting(app, { dates: ['2027-01-18'], state: 'cancelled' });
  expect(await found()).toEqual([]);
});

it('gathers everything in the order of the days', async () => {
  await makeMeeting(app, { dates: ['2026-12-21'] });
  await makeMeeting(app, { dates: ['2026-11-16'] });
  await makeMeeting(app, { dates: ['2026-10-12'], imported_at: '2026-10-30T00:00:00.000Z' });
  await makeMeeting(app, { dates: ['2026-11-30'], state: 'cancelled' });
  await app.post('/forslag', { title: 'Fler bänkar', text: 'Vid torget.', webbplats: '' });
  expect((await listed()).filter((line) => !line.includes('förslaget'))).toEqual([
    '2026-11-09 Välj tema för mötet 21 december',
    '2026-11-20 Planera våren 2027',
    '2026-11-23 Skriv minnesanteckningar från mötet 16 november',
    '2026-11-30 Skriv dagordningen för mötet 21 december',
    '2026-12-11 Bjud in till mötet 21 december',
    '2026-12-11 Skicka dagordningen till mötet 21 december',
    '2026-12-28 Skriv minnesanteckningar från mötet 21 december',
  ]);
});

it('asks for a reminder only when somebody wants one', async () => {
  await makeMeeting(app, { dates: ['2026-12-21'] });
  const reminders = async () => (await listed()).filter((line) => line.includes('påminnelsen'));
  expect(await reminders()).toEqual([]);
  await transaction(app.context, (trx) =>
    trx
      .insertInto('subscriber')
      .values({
        email: 'eva@example.org',
        email_key: 'eva@example.org',
        state: 'confirmed',
        announcement: 1,
        changes: 1,
        reminder: 1,
        minutes: 1,
        calendar: 0,
        origin: 'form',
        requested_at: '2026-11-01',
        confirmed_at: '2026-11-01',
        refused_at: null,
        refused_reason: null,
      })
      .execute(),
  );
  expect(await reminders()).toEqual(['2026-12-20 Skicka påminnelsen om mötet 21 december']);
});

it('begins the overview with what is most overdue of all', async () => {
  await app.signIn();
  await makeMeeting(app, { dates: ['2027-01-04'] });
  expect((await app.get('/admin')).text).toContain('<p class="lead">Inget är försenat.</p>');
  app.clock.now = '2026-11-24T12:00:00.000Z';
  await app.post('/admin/logga-in', SECRETARY);
  const late = (await app.get('/admin')).text;
  expect(late).toContain('<strong>Mötet 4 januari har inget tema.</strong> Det skulle ha varit klart i går.');
  expect(late).not.toContain('Se allt som är försenat');
  await makeMeeting(app, { dates: ['2026-11-10'] });
  const worse = (await app.get('/admin')).text;
  expect(worse).toContain('<strong>Minnesanteckningarna från 10 november är inte skrivna.</strong>');
  expect(worse).toContain('Se allt som är försenat (2 saker)');
});

it('takes 500 meetings', async () => {
  await makeManyMeetings(app, '2027-01-01', 500);
  const found = await listed();
  expect(found.filter((line) => line.includes('Välj tema'))).toHaveLength(500);
  const days = found.map((line) => line.slice(0, 10));
  expect(days).toEqual(days.toSorted());
});
