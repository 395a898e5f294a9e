import { afterEach, beforeEach, expect, it } from 'vitest';
import { WrongUsage } from '../../server/command.ts';
import { transaction } from '../../server/context.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { planCommand } from '../../server/terms/command.ts';
import { planTerm, proposalsOf } from '../../server/terms/planner.ts';
import { createTestContext, NOW } from '../support/app.ts';
import { commandLine } from '../support/command-line.ts';

let test: ReturnType<typeof createTestContext>;
beforeEach(() => (test = createTestContext()));
afterEach(() => test.context.db.destroy());

/** The command with the clock of the tests. */
async function plan(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (l: string) => out.push(l), err: (l: string) => err.push(l), input: async () => '' };
  const code = await planCommand.run(test.context, args, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const dates = async () => (await listMeetings(test.context.db)).map(({ date }) => date);
const MADE = ['2028-01-17', '2028-02-14', '2028-03-20', '2028-04-24', '2028-05-15'];

it('prints the proposal and makes nothing', async () => {
  const { code, out, err } = await plan('2028-vt');
  expect([code, err]).toEqual([0, '']);
  expect(out.split('\n').slice(0, 8)).toEqual([
    'Våren 2028',
    '',
    'Måndag 17 januari 2028',
    '  Tredje måndagen i januari.',
    '  Andra dagar: måndag 10 januari 2028 eller måndag 24 januari 2028.',
    '',
    'Måndag 14 februari 2028',
    '  Tredje måndagen i februari är 21 februari. 21 februari är sportlov (vecka 8).',
  ]);
  expect(out.split('\n').at(-1)).toBe('Inget är skapat. Med --create blir dagarna preliminära möten.');
  expect(await dates()).toEqual([]);
});

it('prints JSON for machines', async () => {
  const { code, out, err } = await plan('2028-vt', '--json');
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual(proposalsOf(planTerm('2028-vt', DEFAULT_SETTINGS)));
  expect((JSON.parse(out) as object[]).map((proposal) => Object.keys(proposal))).toEqual(
    MADE.map(() => ['date', 'movedFrom', 'alternatives', 'reasons', 'warnings']),
  );
});

it('makes the meetings, once', async () => {
  const made = await plan('2028-vt', '--create');
  expect([made.code, made.err]).toEqual([0, '']);
  expect(made.out.split('\n').at(-1)).toBe(
    `5 möten är skapade, preliminärt och utan mejl: ${MADE.join(', ')}`,
  );
  const again = await plan('2028-vt', '--create');
  expect([again.code, again.err]).toEqual([0, '']);
  expect(again.out).toContain('April 2028: mötet måndag 24 april 2028 finns redan.');
  expect(again.out.split('\n').at(-1)).toBe('Inget nytt möte är skapat.');
  expect(await dates()).toEqual(MADE);
  expect(await test.context.db.selectFrom('outbox').select('id').execute()).toEqual([]);
});

it('makes the meetings and prints JSON, and says which are there', async () => {
  const fresh = await plan('2028-vt', '--json', '--create');
  expect(JSON.parse(fresh.out)).toEqual(proposalsOf(planTerm('2028-vt', DEFAULT_SETTINGS)));
  expect(await dates()).toEqual(MADE);
  const [first] = JSON.parse((await plan('2028-vt', '--json')).out) as { warnings: string[] }[];
  expect(first?.warnings).toEqual(['mötet måndag 17 januari 2028 finns redan']);
});

it('shows a past term, and makes nothing of it', async () => {
  const past = await plan('2022-vt', '--json');
  expect([past.code, past.err]).toEqual([0, 'Våren 2022 har redan varit.']);
  expect((JSON.parse(past.out) as { date: string }[]).map(({ date }) => date)).toContain('2022-04-25');
  await expect(plan('2022-vt', '--create')).rejects.toThrow('Våren 2022 har redan varit.');
  await expect(plan('2060-vt', '--create')).rejects.toThrow('Våren 2060 ligger för långt bort.');
  expect(await dates()).toEqual([]);
});

it('makes only what is still to come of this term', async () => {
  expect(NOW.slice(0, 10)).toBe('2026-11-22');
  await plan('2026-ht', '--create');
  expect(await dates()).toEqual(['2026-12-21']);
});

it.each([
  [[]],
  [['2028-vt', '2028-ht']],
  [['2028-xx']],
  [['28-vt']],
  [['2028-vt', '--skapa']],
  [['2028-vt', '--json=1']],
])('%o is wrong usage', async (args) => {
  await expect(plan(...args)).rejects.toThrow(WrongUsage);
});

it('refuses a rule without any free day', async () => {
  const schoolBreaks = [{ name: 'ombyggnad', from: '2028-01-01', to: '2028-06-30' }];
  await transaction(test.context, (trx) => saveSettings(trx, { schoolBreaks }, NOW));
  await expect(plan('2028-vt', '--create')).rejects.toThrow('Våren 2028 har ingen ledig dag enligt regeln.');
  const rule = { ...DEFAULT_SETTINGS.rule, months: [9] };
  await transaction(test.context, (trx) => saveSettings(trx, { rule }, NOW));
  await expect(plan('2028-vt')).rejects.toThrow('Våren 2028 har inga möten enligt regeln.');
});

it('reads a rule from before it could be every second week', async () => {
  const rule = { week: 2, weekday: 2, months: [1] } as typeof DEFAULT_SETTINGS.rule;
  await transaction(test.context, (trx) => saveSettings(trx, { rule }, NOW));
  expect((JSON.parse((await plan('2028-vt', '--json')).out) as { date: string }[])[0]?.date).toBe(
    '2028-01-11',
  );
});

it('answers on the real command line with its exit codes', async () => {
  const line = commandLine();
  const typed = [
    ['plan', '2022-vt', '--json'],
    ['plan', '2022-vt', '--create'],
    ['plan', 'x'],
  ];
  const codes: number[] = [];
  for (const words of typed) codes.push((await line.type(words)).code);
  line.remove();
  expect(codes).toEqual([0, 1, 2]);
});
