import { isDate, weekday } from '../shared/time.ts';
import type { SettingField } from './field.ts';
import { readMonths, showMonths } from './lines.ts';
import type { Settings } from './settings.ts';

type Rule = Settings['rule'];

const KINDS = [
  { value: 'monthly', label: 'En gång i månaden' },
  { value: 'fortnightly', label: 'Varannan vecka' },
];
const WEEKS = ['första', 'andra', 'tredje', 'fjärde', 'femte', 'sista'].map((label, index) => ({
  value: String(index === 5 ? -1 : index + 1),
  label,
}));
const WEEKDAYS = Array.from({ length: 7 }, (_, index) => ({
  value: String(index + 1),
  label: weekday(`2024-01-0${index + 1}`),
}));

function choice<K extends 'kind' | 'week' | 'weekday'>(
  key: K,
  label: string,
  options: readonly { value: string; label: string }[],
  valueOf: (text: string) => Rule[K],
): SettingField {
  return {
    name: key,
    label,
    options,
    show: (settings) => String(settings.rule[key]),
    read: (text) =>
      options.some(({ value }) => value === text) ? { value: valueOf(text) } : { error: 'Välj i listan.' },
    put: (settings, value) => ({ ...settings, rule: { ...settings.rule, [key]: value as Rule[K] } }),
  };
}

const months: SettingField = {
  name: 'months',
  label: 'Månader med möte',
  hint: 'Med komma mellan, till exempel: januari, februari, mars.',
  required: true,
  show: (settings) => showMonths(settings.rule.months),
  read: readMonths,
  put: (settings, value) => ({ ...settings, rule: { ...settings.rule, months: value as number[] } }),
};

const first: SettingField = {
  name: 'first',
  label: 'Första mötet, om det är varannan vecka',
  hint: 'Skriv datumet så här: 2027-01-11. Veckodagen blir samma som det datumets.',
  show: (settings) => settings.rule.first,
  read: (text) =>
    text === '' || isDate(text) ? { value: text } : { error: 'Skriv datumet så här: 2027-01-11.' },
  put: (settings, value) => ({ ...settings, rule: { ...settings.rule, first: value as string } }),
};

export const RULE_FIELDS: readonly SettingField[] = [
  choice('kind', 'Hur ofta', KINDS, (text) => text as Rule['kind']),
  choice('week', 'Vilken i månaden', WEEKS, Number),
  choice('weekday', 'Veckodag', WEEKDAYS, Number),
  months,
  first,
];

const MOVES = [
  { value: 'ja', label: 'Ja, föreslå en annan dag' },
  { value: 'nej', label: 'Nej, varna bara' },
];

export const breaksMove: SettingField = {
  name: 'schoolBreaksMove',
  label: 'Ska ett möte som krockar med ett lov flyttas?',
  options: MOVES,
  show: (settings) => (settings.schoolBreaksMove ? 'ja' : 'nej'),
  read: (text) =>
    MOVES.some(({ value }) => value === text) ? { value: text === 'ja' } : { error: 'Välj i listan.' },
  put: (settings, value) => ({ ...settings, schoolBreaksMove: value as boolean }),
};

/** What the fields of the rule demand of each other. */
export function ruleFault({ rule }: Settings): { first: string } | undefined {
  return rule.kind === 'fortnightly' && !rule.first
    ? { first: 'Skriv datumet för det första mötet. Därifrån räknas varannan vecka.' }
    : undefined;
}
