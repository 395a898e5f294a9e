import type { SpeakerName } from '../../speakers/speaker.ts';
import type { Person } from '../example.ts';
import { amira, elsa, gull, sixten, tove } from './people.ts';

export interface ExampleReply {
  speaker: Person;
  /** Which of the coming meetings, 1 is the next. */
  meeting: number;
  /** Where an address is wanted too. */
  email?: string;
  invitedDaysAgo: number;
  answer?: 'yes' | 'no';
  /** Would rather come to that one. */
  wished?: number;
  needs?: string;
  message?: string;
  /** How the person was printed before. */
  before?: SpeakerName;
}

/** What speakers have said by link. */
export const REPLIES: ExampleReply[] = [
  {
    speaker: amira,
    meeting: 1,
    invitedDaysAgo: 12,
    answer: 'yes',
    needs: 'Projektor\nHörslinga',
    message: 'Jag tar med fem surfplattor som alla får prova på.',
    before: { ...amira, role: 'biblioteksassistent' },
  },
  {
    speaker: gull,
    meeting: 1,
    invitedDaysAgo: 12,
    answer: 'yes',
    needs: 'En stol med armstöd',
  },
  { speaker: sixten, meeting: 1, email: 'sixten@example.org', invitedDaysAgo: 5 },
  { speaker: elsa, meeting: 3, email: 'elsa.kladd@example.se', invitedDaysAgo: 2 },
  {
    speaker: tove,
    meeting: 4,
    email: 'tove.angsprov@example.org',
    invitedDaysAgo: 9,
    answer: 'no',
    wished: 6,
    message: 'Då är jag på kurs, men jag berättar gärna nästa gång.',
  },
];
