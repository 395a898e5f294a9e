import type { Answer } from '../../answers/answer.ts';

/** Of the first subscribers, in order; null has not answered. */
export const ANSWERS: ([answer: Answer, needs?: string] | null)[] = [
  ['on-site', 'Jag hör dåligt och sitter gärna nära hörslingan.'],
  ['on-site'],
  null,
  [
    'online',
    'Teckenspråkstolk i rutan. Skriv till kerstin.n@example.org, så berättar jag hur det brukar fungera.',
  ],
  ['on-site'],
  null,
  ['no'],
  ['on-site', 'Glutenfritt fika, tack.'],
  ['online'],
  ['on-site'],
  null,
  ['on-site'],
  ['no'],
  ['on-site'],
];
