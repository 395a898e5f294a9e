import { hasErrors, lineField, textField, type Body, type Errors } from '../shared/fields.ts';
import { ruleFault } from './rule-fields.ts';
import type { SettingSection } from './sections.ts';
import type { Settings } from './settings.ts';

export type Values = Record<string, string>;

export function sectionValues(section: SettingSection, settings: Settings): Values {
  return Object.fromEntries(section.fields.map((field) => [field.name, field.show(settings)]));
}

/** The settings as the form wants them, or what is wrong with it. */
export function readSection(
  section: SettingSection,
  settings: Settings,
  body: Body,
): { values: Values; errors: Errors; settings: Settings } {
  const values: Values = {};
  const errors: Errors = {};
  let wanted = settings;
  for (const field of section.fields) {
    values[field.name] = field.rows ? textField(body, field.name) : lineField(body, field.name);
    const read = field.read(values[field.name]!);
    if ('error' in read) errors[field.name] = read.error;
    else wanted = field.put(wanted, read.value);
  }
  if (section.slug === 'tider' && !hasErrors(errors)) {
    Object.assign(errors, ruleFault(wanted));
    if (wanted.endTime <= wanted.startTime)
      errors['endTime'] = 'Mötet slutar innan det börjar. Ändra en av tiderna.';
  }
  return { values, errors, settings: wanted };
}
