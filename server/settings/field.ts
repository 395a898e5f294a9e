import { readEmail } from '../shared/email-address.ts';
import { readLink } from '../shared/html.ts';
import { readTime } from '../shared/time.ts';
import { tooLong } from '../shared/fields.ts';
import type { Settings } from './settings.ts';

export type Read = { value: unknown } | { error: string };

/** One field of a settings form: how it is shown, read and kept. */
export interface SettingField {
  name: string;
  label: string;
  hint?: string;
  rows?: number;
  type?: 'email' | 'url' | 'tel';
  inputmode?: 'numeric';
  required?: boolean;
  options?: readonly { value: string; label: string }[];
  show: (settings: Settings) => string;
  read: (text: string) => Read;
  /** The settings with this value in its place. */
  put: (settings: Settings, value: unknown) => Settings;
}

type TextKey = { [K in keyof Settings]: Settings[K] extends string ? K : never }[keyof Settings];
type Extra = Pick<SettingField, 'hint' | 'rows' | 'type' | 'required'>;

const LONGEST = 5000;

function textual(key: TextKey, label: string, extra: Extra, read: (text: string) => Read): SettingField {
  return {
    name: key,
    label,
    ...extra,
    show: (settings) => settings[key],
    read,
    put: (settings, value) => ({ ...settings, [key]: value }),
  };
}

export function plain(key: TextKey, label: string, extra: Extra = {}): SettingField {
  return textual(key, label, extra, (text) => {
    if (extra.required && !text) return { error: `${label} behövs.` };
    const error = tooLong(text, extra.rows ? LONGEST : 300);
    return error ? { error } : { value: text };
  });
}

export function email(key: TextKey, label: string, hint = ''): SettingField {
  return textual(key, label, { type: 'email', ...(hint && { hint }) }, (text) => {
    const value = text ? readEmail(text) : '';
    return value === undefined
      ? { error: 'Skriv en e-postadress, till exempel namn@example.org.' }
      : { value };
  });
}

export function link(key: TextKey, label: string, hint: string): SettingField {
  return textual(key, label, { type: 'url', hint }, (text) => {
    const value = text ? readLink(text) : '';
    return value === undefined ? { error: 'Skriv en hel länk som börjar med https://.' } : { value };
  });
}

export function time(key: 'startTime' | 'endTime', label: string): SettingField {
  return textual(key, label, { required: true }, (text) => {
    const value = readTime(text);
    return value ? { value } : { error: 'Skriv klockslaget så här: 13.30.' };
  });
}

export function zone(label: string, hint: string): SettingField {
  return textual('zone', label, { hint, required: true }, (text) => {
    try {
      return { value: new Intl.DateTimeFormat('sv', { timeZone: text }).resolvedOptions().timeZone };
    } catch {
      return { error: 'Tidszonen finns inte. Skriv till exempel Europe/Stockholm.' };
    }
  });
}

/** A whole number inside a group of settings, such as schedule.reminderDays. */
export function whole<G extends 'schedule' | 'retention'>(
  group: G,
  key: keyof Settings[G] & string,
  label: string,
  [least, most]: [number, number],
): SettingField {
  return {
    name: key,
    label,
    inputmode: 'numeric',
    required: true,
    show: (settings) => String(settings[group][key]),
    read: (text) =>
      /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most
        ? { value: Number(text) }
        : { error: `${label}: skriv ett tal mellan ${least} och ${most}.` },
    put: (settings, value) => ({ ...settings, [group]: { ...settings[group], [key]: value } }),
  };
}
