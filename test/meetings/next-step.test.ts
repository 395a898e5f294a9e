import { expect, it } from 'vitest';
import type { AgendaItem, Meeting, PrintedSpeaker } from '../../server/meetings/meeting.ts';
import { nextStep, type Plan, type Progress } from '../../server/meetings/next-step.ts';
import { OVERVIEW_CELLS, greeting, lateness, rowOf } from '../../server/meetings/overview.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';

const plan: Plan = {
  today: '2026-11-22',
  schedule: DEFAULT_SETTINGS.schedule,
  skeleton: DEFAULT_SETTINGS.agendaSkeleton,
};
const theme = { id: 1, slug: 'skola', title: 'Skola', part: null };
const item = (title: string, speakers: Partial<PrintedSpeaker>[] = []): AgendaItem =>
  ({ id: 1, position: 0, title, kind: 'talk', planned_minutes: null, speakers }) as AgendaItem;
const full: Partial<Meeting> = {
  themes: [theme],
  items: [item('Skolan berättar', [{ answer: 'yes' }])],
  announced_at: '2026-11-01T00:00:00.000Z',
};
function progress(meeting: Partial<Meeting> = {}, more: Partial<Progress> = {}): Progress {
  const date = meeting.date ?? '2026-12-21';
  const dates = meeting.dates ?? [{ date, state: 'open', leading: 1 }];
  const empty = {
    place: 'Salen',
    announced_at: null,
    imported_at: null,
    themes: [],
    items: [],
    has_minutes: 0,
  };
  const whole = { slug: date, date, state: 'confirmed', ...empty, ...meeting, dates } as unknown as Meeting;
  return { meeting: whole, mailed: false, reminded: true, drafted: false, ...more };
}
const open = (date: string) => ({ date, state: 'open' }) as Meeting['dates'][0];
const waiting = [item('Skolan', [{ answer: 'waiting' }, { answer: 'yes' }])];

it.each<[string, Progress, [string, string, boolean] | undefined]>([
  [
    'two dates',
    progress({ dates: [open('2026-12-21'), open('2026-12-14')] }),
    ['Bestäm datum', '2026-11-09', true],
  ],
  ['nothing', progress(), ['Välj tema', '2026-11-09', true]],
  ['nothing, on the last day', progress({ date: '2027-01-03' }), ['Välj tema', '2026-11-22', false]],
  ['a theme', progress({ themes: [theme] }), ['Skriv dagordningen', '2026-11-30', false]],
  [
    'the standing items only',
    progress({ themes: [theme], items: [item('Välkommen'), item('Övriga frågor')] }),
    ['Skriv dagordningen', '2026-11-30', false],
  ],
  ['a silent speaker', progress({ ...full, items: waiting }), ['Följ upp medverkande', '2026-11-30', false]],
  ['all but the announcement', progress({ ...full, announced_at: null }), ['Bjud in', '2026-12-11', false]],
  [
    'all but the announcement and the place',
    progress({ ...full, announced_at: null, place: '' }),
    ['Skriv platsen', '2026-12-11', false],
  ],
  ['announced', progress(full), ['Skicka dagordningen', '2026-12-11', false]],
  ['mailed', progress(full, { mailed: true }), undefined],
  [
    'the day itself',
    progress({ ...full, date: '2026-11-22' }),
    ['Skriv minnesanteckningar', '2026-11-29', false],
  ],
  ['a week after', progress({ date: '2026-11-15' }), ['Skriv minnesanteckningar', '2026-11-22', false]],
  ['eight days after', progress({ date: '2026-11-14' }), ['Skriv minnesanteckningar', '2026-11-21', true]],
  [
    'a draft',
    progress({ date: '2026-11-14' }, { drafted: true }),
    ['Granska och publicera', '2026-11-21', true],
  ],
  ['minutes', progress({ date: '2026-11-14', has_minutes: 1 }), undefined],
  ['an imported past one', progress({ date: '2026-11-14', imported_at: '2026-01-01' }), undefined],
  ['an imported coming one', progress({ imported_at: '2026-01-01' }), ['Välj tema', '2026-11-09', true]],
  ['a cancelled one', progress({ state: 'cancelled' }), undefined],
  ['a cancelled past one', progress({ state: 'cancelled', date: '2026-11-14' }), undefined],
])('next step after %s', (_what, meeting, expected) => {
  const step = nextStep(meeting, plan);
  expect(step && [step.label, step.due, step.late]).toEqual(expected);
});

it('says in words what is there and what is missing', () => {
  const texts = (one: Progress) => OVERVIEW_CELLS.map((name) => rowOf(one, plan).cells[name].text);
  expect(texts(progress())).toEqual([
    'saknas sedan 9 november',
    'inga än',
    'senast mån 30 nov',
    'senast fre 11 dec',
    'senast fre 11 dec',
  ]);
  expect(texts(progress({ ...full, items: waiting }, { mailed: true }))).toEqual([
    '✓\u00a0Skola',
    '1 av 2 har tackat ja',
    '✓\u00a01 punkt',
    '✓\u00a0gjord',
    '✓\u00a0skickad',
  ]);
});

it('greets by the clock', () => {
  expect([4, 5, 10, 12, 18].map(greeting)).toEqual([
    'God kväll',
    'God morgon',
    'God förmiddag',
    'God eftermiddag',
    'God kväll',
  ]);
  expect([lateness('2026-11-21', '2026-11-22'), lateness('2026-11-20', '2026-11-22')]).toEqual([
    'i går',
    'för 2 dagar sedan',
  ]);
});
