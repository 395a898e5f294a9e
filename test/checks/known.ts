import type { Known } from '../../server/checks/finding.ts';
import type { MinutesContent } from '../../server/minutes/minutes.ts';
import { EMPTY_MINUTES } from '../../server/minutes/minutes.ts';

/** A small group with a register. */
export const KNOWN: Known = {
  contactEmail: 'gemensam@example.org',
  names: ['Anna Berg', 'Nadine Flatt', 'Ali Hassan', 'Ivan Kuzmin', 'Maria von Essen', 'Per-Olof Åberg'],
  people: [],
  organisations: ['Framtidsverkstaden', 'Verdandi', 'ProQvi', 'Erik Dahlbergsgården', 'Sara Fastigheter AB'],
  publicTexts: ['Kontaktcenter 042-10 50 00, info@example.org', 'Norra Strandgatan 8, porten till vänster'],
  glossary: [['SIP', 'samordnad individuell plan']],
  isDead: (target) => target === '/moten/1999-01-01',
};

/** Minutes of one section with that text. */
export function oneSection(markdown: string): MinutesContent {
  return {
    ...EMPTY_MINUTES,
    sections: [{ id: 'avsnitt-1', heading: '', level: 1, kind: 'text', speakers: [], markdown }],
  };
}
