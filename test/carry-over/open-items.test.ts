import { expect, it } from 'vitest';
import { openItems } from '../../server/carry-over/open-items.ts';
import type { AgendaItem, Meeting } from '../../server/meetings/meeting.ts';
import { nextStep } from '../../server/meetings/next-step.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { anItem } from '../support/agenda.ts';

const skeleton = DEFAULT_SETTINGS.agendaSkeleton;
const plan = { today: '2026-11-22', schedule: DEFAULT_SETTINGS.schedule, skeleton };
const talk = anItem({ title: 'Läxhjälp' });

it.each<[string, AgendaItem, boolean]>([
  ['a planned talk', talk, true],
  ['one that was done', anItem({ title: 'Läxhjälp', state: 'done' }), false],
  ['one that was put off', anItem({ title: 'Läxhjälp', state: 'postponed', outcome: 'moved' }), false],
  ['what stands on every agenda', anItem({ title: ' välkommen ', kind: 'report' }), false],
  ['other business by any name', anItem({ title: 'Ordet är fritt', kind: 'other-business' }), false],
])('%s', (_what, item, isOpen) => {
  expect(openItems([item], skeleton)).toEqual(isOpen ? [item] : []);
});

it.each<[string, Partial<Meeting>, boolean, string | undefined]>([
  ['on the day', { date: '2026-11-22' }, false, 'Avsluta mötet'],
  ['a week after', { date: '2026-11-15' }, false, 'Avsluta mötet'],
  ['with minutes begun', { date: '2026-11-15' }, true, 'Avsluta mötet'],
  ['marked as held', { date: '2026-11-15', state: 'held' }, false, 'Avsluta mötet'],
  ['when all are closed', { date: '2026-11-15', items: [] }, false, 'Skriv minnesanteckningar'],
  ['with public minutes', { date: '2026-11-15', has_minutes: 1 }, false, undefined],
  ['when it was imported', { date: '2026-11-15', imported_at: '2026-01-01' }, false, undefined],
  ['when it was cancelled', { date: '2026-11-15', state: 'cancelled' }, false, undefined],
])('the next step %s', (_when, meeting, drafted, label) => {
  const plain = { slug: 'x', state: 'confirmed', items: [talk], themes: [], dates: [], has_minutes: 0 };
  const whole = { ...plain, announced_at: null, imported_at: null, ...meeting } as unknown as Meeting;
  const step = nextStep({ meeting: whole, mailed: true, reminded: true, drafted }, plan);
  expect(step?.label).toBe(label);
});
