import type { Consents } from '../../consents/consent.ts';
import type { Person } from '../example.ts';
import { amira, gull, ida, malte, solveig } from './people.ts';

interface ExampleConsent extends Partial<Consents> {
  speaker: Person;
  /** -1 is the latest meeting, 1 the next. */
  meeting: number;
  daysAgo: number;
}

/** What speakers allow; Malte has changed his mind. */
export const CONSENTS: ExampleConsent[] = [
  { speaker: amira, meeting: 1, daysAgo: 6, photo: 1, material: 1 },
  { speaker: ida, meeting: -2, daysAgo: 20, recording: 0, material: 1 },
  { speaker: malte, meeting: -4, daysAgo: 90, photo: 1 },
  { speaker: malte, meeting: -4, daysAgo: 2, name: 0 },
];

interface ExampleReading {
  speaker: Person;
  meeting: number;
  correction?: string;
}

/** Who has read the draft of the own section of the latest minutes. */
export const READINGS: ExampleReading[] = [
  { speaker: gull, meeting: -1, correction: 'Vi ringer sex personer varje morgon, inte fem.' },
  { speaker: solveig, meeting: -1 },
];
