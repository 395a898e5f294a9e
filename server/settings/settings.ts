import type { AgendaKind } from '../../db/tables/meetings.ts';
import type { MailTemplates } from './mail-templates.ts';
import { STANDARD_TEMPLATES } from './mail-templates.ts';

/** Everything that is the group's own. Texts are Swedish; times are wall times "13:30" in `zone`. */
export interface Settings {
  groupName: string;
  purpose: string;
  lead: string;
  about: string;
  contactName: string;
  contactEmail: string;
  zone: string;
  startTime: string;
  endTime: string;
  /**
   * monthly: the `week`-th (-1 = last) `weekday` (1 = Monday) of each month in `months`;
   * fortnightly: every second week from the date `first`, in those months.
   */
  rule: { kind: 'monthly' | 'fortnightly'; week: number; weekday: number; months: number[]; first: string };
  place: string;
  wayThere: string;
  access: string;
  onlineLink: string;
  onlineInstructions: string;
  onlineTelephone: string;
  agendaSkeleton: { title: string; kind: AgendaKind }[];
  closingSentence: string;
  /** Standard phrases that the editor offers. */
  phrases: string[];
  /** Short form and what it is short for: ["SIP", "samordnad individuell plan"]. */
  glossary: [string, string][];
  schedule: {
    themeDays: number;
    agendaDays: number;
    announcementDays: number;
    reminderDays: number;
    minutesDays: number;
    /** That a speaker has to read the draft of the own section; then silence means yes. */
    readingDays: number;
    /** Before the next meeting; 0 for never. */
    followUpDays: number;
    /** Before a term begins, when it should be planned. */
    termDays: number;
    /** After a proposal came, when it should have its answer. */
    proposalDays: number;
    /** 1 = Monday: when the secretaries are told what the week holds. */
    digestDay: number;
    holdingMinutes: number;
    /** Mails that leave in a minute at most; 0 for no limit. */
    perMinute: number;
  };
  schoolBreaks: { name: string; from: string; to: string }[];
  /** Else they only warn. */
  schoolBreaksMove: boolean;
  /** Days that data of each kind is kept. */
  retention: { unconfirmedDays: number; sentMailDays: number; backupDays: number };
  controller: string;
  dataProtectionContact: string;
  licence: string;
  mail: MailTemplates;
}

export const DEFAULT_SETTINGS: Settings = {
  groupName: 'Gemensam utvecklingsgrupp',
  purpose: 'Vi som vill utveckla det sociala arbetet',
  lead: 'Öppna möten en måndag i månaden. Du behöver inte anmäla dig. Kom och lyssna, fråga eller berätta.',
  about:
    'Gruppen är öppen för alla: invånare, föreningar och anställda. Varje möte har ett tema och inbjudna medverkande. Efteråt publicerar vi minnesanteckningar som vem som helst får läsa.',
  contactName: '',
  contactEmail: '',
  zone: 'Europe/Stockholm',
  startTime: '13:30',
  endTime: '15:30',
  rule: { kind: 'monthly', week: 3, weekday: 1, months: [1, 2, 3, 4, 5, 9, 10, 11, 12], first: '' },
  place: '',
  wayThere: '',
  access: '',
  onlineLink: '',
  onlineInstructions: '',
  onlineTelephone: '',
  agendaSkeleton: [
    { title: 'Välkommen', kind: 'report' },
    { title: 'Övriga frågor', kind: 'other-business' },
  ],
  closingSentence: '',
  phrases: [],
  glossary: [],
  schedule: {
    themeDays: 42,
    agendaDays: 21,
    announcementDays: 10,
    reminderDays: 1,
    minutesDays: 7,
    readingDays: 3,
    followUpDays: 10,
    termDays: 42,
    proposalDays: 30,
    digestDay: 1,
    holdingMinutes: 10,
    perMinute: 600,
  },
  schoolBreaks: [],
  schoolBreaksMove: true,
  retention: { unconfirmedDays: 7, sentMailDays: 90, backupDays: 35 },
  controller: '',
  dataProtectionContact: '',
  licence: '',
  mail: STANDARD_TEMPLATES,
};
