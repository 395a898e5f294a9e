import { expect, it } from 'vitest';
import { needsText, readNeeds } from '../../server/invitations/needs.ts';

it.each([
  [[], '', ''],
  [['Tolk', 'Projektor'], '', 'Projektor\nTolk'],
  [[], 'En stol', 'En stol'],
  [['Hörslinga'], 'Ramp\nBord', 'Hörslinga\nRamp\nBord'],
])('keeps %j and "%s" in one text and reads them back', (ticked, text, stored) => {
  expect(needsText({ ticked, text })).toBe(stored);
  const read = readNeeds(stored);
  expect([read.ticked.toSorted(), read.text]).toEqual([ticked.toSorted(), text]);
});
