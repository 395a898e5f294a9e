import { weekday } from '../shared/time.ts';
import type { SettingField } from './field.ts';

const WEEKDAYS = Array.from({ length: 7 }, (_, index) => ({
  value: String(index + 1),
  label: weekday(`2024-01-0${index + 1}`),
}));

export const digestDay: SettingField = {
  name: 'digestDay',
  label: 'Mejlet om veckan till sekreteraren kommer på en',
  options: WEEKDAYS,
  show: (settings) => String(settings.schedule.digestDay),
  read: (text) =>
    WEEKDAYS.some(({ value }) => value === text) ? { value: Number(text) } : { error: 'Välj i listan.' },
  put: (settings, value) => ({
    ...settings,
    schedule: { ...settings.schedule, digestDay: value as number },
  }),
};
