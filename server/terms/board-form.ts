import { valuesOf } from '../meetings/form.ts';
import { meetingTitle, type Meeting } from '../meetings/meeting.ts';
import { lineField, rawField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { nameKey } from '../shared/slug.ts';
import { longDate } from '../shared/time.ts';

const THEME_FIELDS = ['theme', 'part', 'theme2', 'part2'] as const;
export type Themes = Record<(typeof THEME_FIELDS)[number], string>;

/** What stands in one meeting's fields, as typed. */
export interface RowValues extends Themes {
  /** A theme's id, chosen instead of typed. */
  bank: string;
  /** Another date that is possible. */
  other: string;
}

/** What may be chosen without typing: ideas of the backlog, and themes that go on from another meeting. */
export interface Choice {
  id: number;
  title: string;
}

export interface BoardForm {
  /** By the meeting's id. */
  values: Record<number, RowValues>;
  /** What the themes are to be. */
  wanted: Record<number, Themes>;
  /** What they were when the form was opened. */
  before: Record<string, Partial<Themes>>;
  /** The id of a date that one of the meetings gets. */
  decide: number | undefined;
  /** Themes that were typed for meetings that are not open any more. */
  lost: string[];
}

export interface Clash {
  id: number;
  day: string;
  now: string;
  mine: string;
}

export function themesNow(meeting: Meeting): Themes {
  const { theme, part, theme2, part2 } = valuesOf(meeting);
  return { theme, part, theme2, part2 };
}

export function beforeOf(meetings: readonly Meeting[]): string {
  return JSON.stringify(Object.fromEntries(meetings.map((one) => [one.id, themesNow(one)])));
}

export function sameThemes(one: Partial<Themes>, other: Partial<Themes>): boolean {
  return THEME_FIELDS.every((name) => (one[name] ?? '') === (other[name] ?? ''));
}

/** A meeting's fields begin with its own themes; a form that leaves a meeting out leaves it as it was. */
export function readBoard(
  body: Body,
  meetings: readonly Meeting[],
  choices: readonly Choice[],
): { form: BoardForm; errors: Errors } {
  const before = readBefore(body);
  const lost = lostThemes(body, before, meetings);
  const form: BoardForm = { values: {}, wanted: {}, before, decide: readDecided(body), lost };
  const errors: Errors = {};
  for (const meeting of meetings) {
    const { id } = meeting;
    const values = body && Object.hasOwn(body, `theme-${id}`) ? readRow(body, id) : startOf(meeting);
    const chosen = choices.find((choice) => String(choice.id) === values.bank);
    const faults = rowFaults(values, chosen);
    for (const [name, fault] of Object.entries(faults)) if (fault) errors[`${name}-${id}`] = fault;
    const { theme, part, theme2, part2 } = values;
    form.values[id] = values;
    form.wanted[id] = { theme: theme || chosen?.title || '', part, theme2, part2 };
  }
  return { form, errors };
}

export function startOf(meeting: Meeting): RowValues {
  return { ...themesNow(meeting), bank: '', other: '' };
}

function readRow(body: Body, id: number): RowValues {
  const [theme, part, theme2, part2] = THEME_FIELDS.map((name) => lineField(body, `${name}-${id}`));
  const [bank, other] = ['bank', 'other'].map((name) => lineField(body, `${name}-${id}`));
  return { theme: theme!, part: part!, theme2: theme2!, part2: part2!, bank: bank!, other: other! };
}

function rowFaults(values: RowValues, chosen: Choice | undefined): Partial<Record<keyof RowValues, string>> {
  const { theme, part, theme2, part2, bank } = values;
  const first = theme || chosen?.title;
  const doubled = first && theme2 && nameKey(first) === nameKey(theme2);
  return {
    bank: bank && !chosen ? 'Temat finns inte längre att välja. Välj ett annat.' : undefined,
    theme:
      tooLong(theme, 120) ??
      (bank && theme ? 'Välj ett tema i listan eller skriv ett, inte båda.' : undefined) ??
      (!first && (part || theme2 || part2)
        ? 'Skriv det första temat här, eller ta bort delen och tema två.'
        : undefined),
    part: tooLong(part, 40),
    theme2:
      tooLong(theme2, 120) ??
      (doubled ? 'Det är samma tema två gånger.' : undefined) ??
      (part2 && !theme2 ? 'Skriv tema två, eller ta bort dess del.' : undefined),
    part2: tooLong(part2, 40),
  };
}

function lostThemes(body: Body, before: BoardForm['before'], meetings: readonly Meeting[]): string[] {
  const gone = Object.keys(before).filter((id) => !meetings.some((meeting) => String(meeting.id) === id));
  return gone.flatMap((id) => {
    const mine = lineField(body, `theme-${id}`);
    return mine && mine !== before[id]?.theme ? [mine] : [];
  });
}

function readBefore(body: Body): BoardForm['before'] {
  try {
    const before = JSON.parse(rawField(body, 'before')) as unknown;
    if (typeof before !== 'object' || before === null) return {};
    return Object.fromEntries(
      Object.entries(before).filter(([, one]) => typeof one === 'object' && one !== null),
    ) as BoardForm['before'];
  } catch {
    return {};
  }
}

function readDecided(body: Body): number | undefined {
  const id = lineField(body, 'decide');
  return /^\d{1,12}$/.test(id) ? Number(id) : undefined;
}

/** Where somebody else set another theme since the form was opened, in a row that was changed here too. */
export function clashesOf(form: BoardForm, meetings: readonly Meeting[]): Clash[] {
  return meetings.flatMap((meeting) => {
    const { id, date } = meeting;
    const [before, mine] = [form.before[id] ?? {}, form.wanted[id]];
    const stored = themesNow(meeting);
    if (!mine || sameThemes(mine, before) || sameThemes(stored, before) || sameThemes(stored, mine))
      return [];
    return [{ id, day: longDate(date), now: textOf(stored), mine: textOf(mine) }];
  });
}

/** Those that were changed here; what was left alone follows what is stored. */
export function changedMeetings(form: BoardForm, meetings: readonly Meeting[]): Meeting[] {
  return meetings.filter((meeting) => {
    const mine = form.wanted[meeting.id];
    return mine && !sameThemes(mine, form.before[meeting.id] ?? {}) && !sameThemes(mine, themesNow(meeting));
  });
}

/** What the fields show after a clash: what was left alone follows what is stored. */
export function valuesAfterClash(form: BoardForm, meetings: readonly Meeting[]): BoardForm['values'] {
  return Object.fromEntries(
    meetings.map((meeting) => {
      const { id } = meeting;
      const [typed, mine] = [form.values[id] ?? startOf(meeting), form.wanted[id] ?? {}];
      const isMine = !sameThemes(mine, form.before[id] ?? {});
      return [id, isMine ? typed : { ...startOf(meeting), other: typed.other }];
    }),
  );
}

function textOf({ theme, part, theme2, part2 }: Themes): string {
  const named = [
    { title: theme, part },
    { title: theme2, part: part2 },
  ].filter(({ title }) => title);
  const themes = named.map((one) => ({ ...one, id: 0, slug: '', part: one.part || null }));
  return themes.length ? meetingTitle({ themes }) : '';
}
