import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { planTerm, proposalsOf, type PlanSettings } from '../../server/terms/planner.ts';

const RULE = DEFAULT_SETTINGS.rule;
const plan = (term: string, change: Partial<PlanSettings> = {}) =>
  planTerm(term, { ...DEFAULT_SETTINGS, ...change });
const proposals = (term: string, change: Partial<PlanSettings> = {}) => proposalsOf(plan(term, change));
const dates = (term: string, change: Partial<PlanSettings> = {}) =>
  proposals(term, change).map(({ date }) => date.slice(5));

/** "2-11<18" is 11 February in place of the 18th. */
const TERMS: [string, string][] = [
  ['2019-vt', '1-21 2-11<18 3-18 4-8<15 5-20'],
  ['2019-ht', '9-16 10-21 11-18 12-16'],
  ['2020-vt', '1-20 2-10<17 3-16 4-20 5-18'],
  ['2020-ht', '9-21 10-19 11-16 12-21'],
  ['2021-vt', '1-18 2-15 3-15 4-19 5-17'],
  ['2021-ht', '9-20 10-18 11-15 12-20'],
  ['2022-vt', '1-17 2-14<21 3-21 4-25<18 5-16'],
  ['2022-ht', '9-19 10-17 11-21 12-19'],
  ['2023-vt', '1-16 2-13<20 3-20 4-17 5-15'],
  ['2023-ht', '9-18 10-16 11-20 12-18'],
  ['2024-vt', '1-15 2-12<19 3-18 4-15 5-20'],
  ['2024-ht', '9-16 10-21 11-18 12-16'],
  ['2025-vt', '1-20 2-10<17 3-17 4-28<21 5-19'],
  ['2025-ht', '9-15 10-20 11-17 12-15'],
  ['2026-vt', '1-19 2-9<16 3-16 4-20 5-18'],
  ['2026-ht', '9-21 10-19 11-16 12-21'],
  ['2027-vt', '1-18 2-15 3-15 4-19 5-17'],
  ['2027-ht', '9-20 10-18 11-15 12-20'],
  ['2028-vt', '1-17 2-14<21 3-20 4-24<17 5-15'],
  ['2028-ht', '9-18 10-16 11-20 12-18'],
  ['2029-vt', '1-15 2-12<19 3-19 4-16 5-21'],
  ['2029-ht', '9-17 10-15 11-19 12-17'],
  ['2030-vt', '1-21 2-11<18 3-18 4-8<15 5-20'],
  ['2030-ht', '9-16 10-21 11-18 12-16'],
];

it.each(TERMS)('%s, third Mondays: %s', (term, expected) => {
  const short = (date: string) => `${Number(date.slice(5, 7))}-${Number(date.slice(8))}`;
  const told = proposals(term).map(
    ({ date, movedFrom }) => short(date) + (movedFrom ? `<${Number(movedFrom.slice(8))}` : ''),
  );
  expect(told.join(' ')).toBe(expected);
});

it('tells why, and what else is near', () => {
  expect(proposals('2028-vt')).toEqual([
    {
      date: '2028-01-17',
      movedFrom: null,
      alternatives: ['2028-01-10', '2028-01-24'],
      reasons: ['tredje måndagen i januari'],
      warnings: [],
    },
    {
      date: '2028-02-14',
      movedFrom: '2028-02-21',
      alternatives: ['2028-02-07', '2028-02-28'],
      reasons: ['tredje måndagen i februari är 21 februari', '21 februari är sportlov (vecka 8)'],
      warnings: [],
    },
    {
      date: '2028-03-20',
      movedFrom: null,
      alternatives: ['2028-03-13', '2028-03-27'],
      reasons: ['tredje måndagen i mars'],
      warnings: [],
    },
    {
      date: '2028-04-24',
      movedFrom: '2028-04-17',
      alternatives: ['2028-04-03', '2028-05-08'],
      reasons: ['tredje måndagen i april är 17 april', '17 april är annandag påsk', '10 april är påsklov'],
      warnings: [],
    },
    {
      date: '2028-05-15',
      movedFrom: null,
      alternatives: ['2028-05-08', '2028-05-22'],
      reasons: ['tredje måndagen i maj'],
      warnings: [],
    },
  ]);
});

describe('school breaks', () => {
  it('only warn when the settings say so, and holidays move all the same', () => {
    const [, february, , april] = proposals('2028-vt', { schoolBreaksMove: false });
    expect(february).toMatchObject({
      date: '2028-02-21',
      movedFrom: null,
      alternatives: ['2028-02-14', '2028-02-28'],
      warnings: ['21 februari är sportlov (vecka 8)'],
    });
    expect(april).toMatchObject({
      date: '2028-04-24',
      movedFrom: '2028-04-17',
      alternatives: ['2028-04-10', '2028-05-08'],
      warnings: [],
    });
  });

  it('follow the table where it has dates of the year', () => {
    const schoolBreaks = [
      { name: 'Sportlov', from: '2028-02-14', to: '2028-02-18' },
      { name: 'studiedag', from: '2028-05-15', to: '2028-05-15' },
    ];
    expect(dates('2028-vt', { schoolBreaks })).toEqual(['01-17', '02-21', '03-20', '04-24', '05-08']);
    expect(dates('2027-vt', { schoolBreaks })).toEqual(dates('2027-vt'));
    expect(dates('2029-vt', { schoolBreaks })).toEqual(dates('2029-vt'));
  });

  it('last to the end of the week', () => {
    const rule = { ...RULE, week: 4, weekday: 6, months: [2] };
    expect(proposals('2028-vt', { rule })).toMatchObject([{ date: '2028-02-19', movedFrom: '2028-02-26' }]);
  });

  it('may span the turn of a year', () => {
    const schoolBreaks = [{ name: 'jullov', from: '2027-12-20', to: '2028-01-17' }];
    expect(dates('2027-ht', { schoolBreaks }).at(-1)).toBe('12-13');
    expect(dates('2028-vt', { schoolBreaks })[0]).toBe('01-24');
  });

  it('take the nearest free day, the earlier one first', () => {
    const schoolBreaks = [{ name: 'lov', from: '2028-03-13', to: '2028-03-20' }];
    expect(dates('2028-vt', { schoolBreaks })[2]).toBe('03-27');
    const longer = [{ name: 'lov', from: '2028-03-13', to: '2028-03-31' }];
    expect(dates('2028-vt', { schoolBreaks: longer })[2]).toBe('03-06');
  });
});

describe('other rules', () => {
  it('take any weekday of any week', () => {
    const rule = { ...RULE, week: 1, weekday: 4, months: [1, 4, 5, 9] };
    expect(proposals('2026-vt', { rule })).toMatchObject([
      { date: '2026-01-08', movedFrom: '2026-01-01' },
      { date: '2026-04-09', movedFrom: '2026-04-02', reasons: [expect.any(String), '2 april är påsklov'] },
      { date: '2026-05-07', movedFrom: null, reasons: ['första torsdagen i maj'] },
    ]);
  });

  it('move an eve, and stay within the month', () => {
    const rule = { ...RULE, week: 4, weekday: 4, months: [12] };
    expect(proposals('2026-ht', { rule })).toMatchObject([
      {
        date: '2026-12-17',
        movedFrom: '2026-12-24',
        reasons: [expect.any(String), '24 december är julafton', '31 december är nyårsafton'],
      },
    ]);
    expect(dates('2026-ht', { rule: { ...rule, week: -1 } })).toEqual(['12-17']);
  });

  it('know the last one, and months without a fifth', () => {
    expect(dates('2026-ht', { rule: { ...RULE, week: -1 } })).toEqual(['09-28', '10-19', '11-30', '12-28']);
    const fifth = plan('2026-ht', { rule: { ...RULE, week: 5 } });
    expect(fifth.map(({ proposal, reasons }) => proposal?.date ?? reasons)).toEqual([
      ['månaden har ingen femte måndag'],
      ['månaden har ingen femte måndag'],
      '2026-11-30',
      ['månaden har ingen femte måndag'],
    ]);
  });

  it('warn of squeeze days', () => {
    const rule = { ...RULE, week: 3, weekday: 5, months: [5] };
    expect(proposals('2026-vt', { rule })).toMatchObject([
      { date: '2026-05-15', movedFrom: null, warnings: ['15 maj är klämdag'] },
    ]);
  });

  it('say why a month has no free day', () => {
    const schoolBreaks = [{ name: 'ombyggnad', from: '2028-03-01', to: '2028-03-31' }];
    const march = plan('2028-vt', { schoolBreaks })[2];
    expect(march).toMatchObject({
      proposal: undefined,
      reasons: [
        'tredje måndagen i mars är 20 mars',
        ...['20', '13', '27', '6'].map((day) => `${day} mars är ombyggnad`),
      ],
    });
    expect(plan('2028-vt', { rule: { ...RULE, months: [9] } })).toEqual([]);
  });
});

describe('every second week', () => {
  const rule = { ...RULE, kind: 'fortnightly', first: '2027-09-06' } as const;

  it('counts on from the first date over the turn of the year', () => {
    expect(dates('2027-ht', { rule })).toEqual(
      '09-06 09-20 10-04 10-18 10-25 11-15 11-29 12-13 12-27'.split(' '),
    );
    expect(proposals('2028-vt', { rule })[0]).toMatchObject({
      date: '2028-01-10',
      reasons: ['varannan måndag från och med 6 september 2027'],
    });
  });

  it('moves a week at most, and never onto another of its days', () => {
    const spring = proposals('2028-vt', { rule });
    expect(new Set(spring.map(({ date }) => date)).size).toBe(spring.length);
    for (const { date, movedFrom, alternatives } of spring) {
      if (movedFrom) expect(Math.abs(Temporal.PlainDate.from(date).until(movedFrom).days)).toBe(7);
      expect(spring.filter((other) => alternatives.includes(other.date))).toEqual([]);
    }
  });

  it('has no day when both weeks beside it are full', () => {
    const schoolBreaks = [{ name: 'ombyggnad', from: '2028-03-13', to: '2028-03-31' }];
    const march = plan('2028-vt', { rule, schoolBreaks }).find(({ slot }) => slot.date === '2028-03-20');
    expect(march).toMatchObject({ proposal: undefined });
    expect(march?.reasons).toHaveLength(4);
  });

  it('stays in its term at the turn of the year', () => {
    const monday = { ...rule, months: [12], first: '1990-01-01' };
    const friday = { ...rule, months: [1, 12], first: '2020-01-03' };
    expect(dates('1990-ht', { rule: monday })).toEqual(['12-03', '12-17']);
    expect(proposals('2020-ht', { rule: friday }).map(({ date }) => date.slice(0, 4))).toEqual([
      '2020',
      '2020',
    ]);
  });

  it('has nothing before the first date', () => {
    expect(dates('2027-vt', { rule })).toEqual([]);
  });
});

it.each([
  ['a Monday a month', {}],
  ['the fifth Monday', { rule: { ...RULE, week: 5 } }],
  ['every second week', { rule: { ...RULE, kind: 'fortnightly', first: '2018-12-31' } }],
] as const)('never proposes a day twice in a term: %s', (_rule, change) => {
  for (let year = 2019; year <= 2040; year++)
    for (const term of [`${year}-vt`, `${year}-ht`]) {
      const days = dates(term, change);
      expect([term, days.length > 0, [...new Set(days)]]).toEqual([term, true, days]);
    }
});
