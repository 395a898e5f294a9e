import { hasErrors, lineField, rawField, textField, type Body, type Errors } from '../shared/fields.ts';
import { ruleFault } from './rule-fields.ts';
import type { SettingSection } from './sections.ts';
import type { Settings } from './settings.ts';

export type Values = Record<string, string>;

export function sectionValues(section: SettingSection, settings: Settings): Values {
  return Object.fromEntries(section.fields.map((field) => [field.name, field.show(settings)]));
}

function typedValues(section: SettingSection, body: Body): Values {
  return Object.fromEntries(
    section.fields.map(({ name, rows }) => [name, rows ? textField(body, name) : lineField(body, name)]),
  );
}

/** What the form began with, as the page wrote it; anything else counts as what is stored. */
function valuesBefore(body: Body, stored: Values): Values {
  try {
    const before: unknown = JSON.parse(rawField(body, 'before'));
    return typeof before === 'object' ? { ...stored, ...(before as Values) } : stored;
  } catch {
    return stored;
  }
}

/** My changes on top of what somebody else saved meanwhile; a field that both changed is told, and mine is kept. */
export function mergeSection(
  section: SettingSection,
  settings: Settings,
  body: Body,
): { values: Values; clashes: Errors } {
  const stored = sectionValues(section, settings);
  const before = valuesBefore(body, stored);
  const typed = typedValues(section, body);
  const values: Values = {};
  const clashes: Errors = {};
  for (const { name } of section.fields) {
    const [mine = '', theirs = '', first] = [typed[name], stored[name], before[name]];
    values[name] = mine === first ? theirs : mine;
    if (theirs !== first && mine !== first && mine !== theirs)
      clashes[name] =
        `Någon annan har sparat det här medan du skrev: ”${theirs}”. Ditt står kvar här. Spara igen om ditt ska gälla.`;
  }
  return { values, clashes };
}

/** The settings as the form wants them, or what is wrong with it. */
export function readSection(
  section: SettingSection,
  settings: Settings,
  values: Values,
): { errors: Errors; settings: Settings } {
  const errors: Errors = {};
  let wanted = settings;
  for (const field of section.fields) {
    const read = field.read(values[field.name]!);
    if ('error' in read) errors[field.name] = read.error;
    else wanted = field.put(wanted, read.value);
  }
  if (section.slug === 'tider' && !hasErrors(errors)) {
    Object.assign(errors, ruleFault(wanted));
    if (wanted.endTime <= wanted.startTime)
      errors['endTime'] = 'Mötet slutar innan det börjar. Ändra en av tiderna.';
  }
  return { errors, settings: wanted };
}
