import { expect, it } from 'vitest';
import { printableFault } from '../../server/speakers/printable.ts';

it.each([
  'ebba@example.org',
  'Ebba (ebba@example.org)',
  'ebba (at) example.org',
  'ebba [at] example.org',
  'ebba @ example.org',
  '042-10 50 00',
  '0701234567',
  'rektor, tel. 070-123 45 67',
  '+46 70 123 45 67',
  '(042) 10 50 00',
  '042–10 50 00',
  '070.123.45.67',
  '08/123 45 67',
  '19800101-1234',
])('refuses %s', (text) => {
  expect(printableFault(text)).toMatch(/^Texten syns för alla\. Ta bort /);
});

it.each([
  '',
  'Ebba Provén',
  'rektor, årskurs 7–9',
  'ordförande 2024–2028',
  'ledamot 2019-2022, 2023-2026',
  '1177 Vårdguiden',
  'Norra Strandgatan 8',
  'Exempelgatan 12 B, 252 20 Exempelstad',
  'Agenda 2030',
  'Enhet 4 / 5',
  'S:t Mikaels församling @',
  'lärare (åk F-3)',
])('lets %s be printed', (text) => {
  expect(printableFault(text)).toBeUndefined();
});
