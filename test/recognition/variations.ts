import type { RecognisedMeeting, Speaker } from '../../server/recognition/recognised.ts';

type Section = Partial<RecognisedMeeting['sections'][number]>;

export interface Variation {
  name: string;
  text: string;
  year?: number;
  /** The fields that the form is about; of the others nothing is said. */
  want: Partial<Omit<RecognisedMeeting, 'sections' | 'uncertain' | 'upcoming'>> & {
    /** All sections, each with the fields that matter. */
    sections?: Section[];
    upcoming?: Partial<RecognisedMeeting['upcoming'][number]>[];
    /** Names of the fields that must be told as uncertain, and no others. */
    uncertain?: string[];
  };
}

export const who = (
  name: string,
  role: string | null = null,
  organisation: string | null = null,
): Speaker => ({
  name,
  role,
  organisation,
});

/** A text of minutes with one talk in it, so that only what is tried differs. */
export const talk = (text: string) =>
  `Torggruppen 18 oktober 2027\n\nGrannar på torget\n\nHögläsning\n\n${text}\n`;
export const notice = (facts: string) =>
  `Torggruppen 18 oktober 2027 – om grannar\n\n${facts}\n\nVälkommen!\n`;
const coming = (list: string, heading = 'Kommande möten') =>
  `Torggruppen 18 oktober 2027\n\nGrannar på torget\n\nVi talade om bänkar.\n\n${heading}\n\n${list}\n`;

export const TITLES: Variation[] = [
  {
    name: 'the name of the group first, the theme as a heading',
    text: 'Torggruppen 18 oktober 2027\n\nGrannar på torget\n\nDet var fullt hus.\n',
    want: { date: '2027-10-18', theme: 'Grannar på torget', uncertain: [] },
  },
  {
    name: 'a weekday and "den"',
    text: 'Torggruppen måndagen den 18 oktober 2027\n\nGrannar på torget\n\nDet var fullt hus.\n',
    want: { date: '2027-10-18', theme: 'Grannar på torget', uncertain: [] },
  },
  {
    name: 'the date in figures',
    text: 'Minnesanteckningar Torggruppen 2027-10-18\n\nGrannar på torget\n\nDet var fullt hus.\n',
    want: { kind: 'minutes', date: '2027-10-18', uncertain: [] },
  },
  {
    name: 'day and month with a stroke, and the year',
    text: 'Minnesanteckningar Torggruppen 18/10 2027\n\nGrannar på torget\n\nDet var fullt hus.\n',
    want: { kind: 'minutes', date: '2027-10-18', uncertain: [] },
  },
  {
    name: 'the theme after a dash',
    text: 'Torggruppen 18 oktober 2027 – om grannar på torget\n\nDet var fullt hus, och Rut bjöd på kaffe.\n',
    want: { date: '2027-10-18', theme: 'grannar på torget' },
  },
  {
    name: 'the theme after a colon',
    text: 'Torggruppens möte den 18 oktober 2027: Grannar på torget\n\nDet var fullt hus.\n',
    want: { date: '2027-10-18', theme: 'Grannar på torget' },
  },
  {
    name: 'the theme as a labelled line',
    text: 'Torggruppen 18 oktober 2027\n\nTema: Grannar på torget\n\nDet var fullt hus.\n',
    want: { date: '2027-10-18', theme: 'Grannar på torget' },
  },
  {
    name: 'a short month',
    text: 'Minnesanteckningar Torggruppen 18 okt 2027\n\nGrannar på torget\n\nDet var fullt hus.\n',
    want: { date: '2027-10-18', uncertain: [] },
  },
  {
    name: 'no year, given from outside',
    text: 'Torggruppen måndag 18 oktober\n\nGrannar på torget\n\nDet var fullt hus.\n',
    year: 2027,
    want: { date: '2027-10-18', uncertain: [] },
  },
  {
    name: 'a weekday that is wrong',
    text: 'Torggruppen tisdag 18 oktober 2027\n\nGrannar på torget\n\nDet var fullt hus.\n',
    want: { date: '2027-10-18', uncertain: ['date'] },
  },
  {
    name: 'no year at all',
    text: 'Torggruppen 18 oktober\n\nGrannar på torget\n\nDet var fullt hus.\n',
    want: { date: null, uncertain: ['date'] },
  },
];

export const FACTS: Variation[] = [
  {
    name: 'dots in the times',
    text: notice('Tid: måndag 18 oktober, kl. 13.30-15.30\nPlats: Vävstugan, Linbanegatan 11'),
    want: { start: '13:30', end: '15:30', place: 'Vävstugan, Linbanegatan 11', online: null },
  },
  {
    name: 'whole hours',
    text: notice('Tid: 18 oktober klockan 18–20\nPlats: Vävstugan'),
    want: { start: '18:00', end: '20:00', place: 'Vävstugan' },
  },
  {
    name: 'a time without an end',
    text: notice('Tid: 18 oktober kl 17.00\nPlats: Vävstugan'),
    want: { start: '17:00', end: null, place: 'Vävstugan' },
  },
  {
    name: '"till" between the times',
    text: notice('När: måndag 18 oktober kl. 9.00 till 11.30\nVar: Vävstugan, plan 2'),
    want: { start: '09:00', end: '11:30', place: 'Vävstugan, plan 2' },
  },
  {
    name: 'taking part from elsewhere in parentheses',
    text: notice('Tid: 18 oktober, 13:30-15:30\nPlats: Vävstugan (och digitalt: https://example.org/mote)'),
    want: { place: 'Vävstugan', online: 'https://example.org/mote' },
  },
  {
    name: 'taking part from elsewhere without a link',
    text: notice('Tid: 18 oktober, 13:30-15:30\nPlats: Vävstugan och digitalt via Teams'),
    want: { place: 'Vävstugan', online: 'digitalt via Teams' },
  },
  {
    name: 'only online',
    text: notice('Tid: 18 oktober, 13:30-15:30\nPlats: Digitalt, https://example.org/mote'),
    want: { place: null, online: 'https://example.org/mote' },
  },
  {
    name: 'one line for time and place',
    text: notice('Tid och plats: 18 oktober kl. 13.30-15.30, Vävstugan'),
    want: { start: '13:30', end: '15:30', place: 'Vävstugan' },
  },
  {
    name: 'labels in bold',
    text: notice('**Tid:** 18 oktober kl. 13.30–15.30\n**Plats:** Vävstugan, Linbanegatan 11'),
    want: { start: '13:30', end: '15:30', place: 'Vävstugan, Linbanegatan 11' },
  },
  {
    name: 'an address for questions is not where themes are sent',
    text: notice('Tid: 18 oktober kl. 13.30–15.30\nPlats: Vävstugan\n\nFrågor? Mejla torget@example.org.'),
    want: { place: 'Vävstugan', contact: null },
  },
];

export const COMING: Variation[] = [
  {
    name: 'a theme after "om"',
    text: coming('- 15 november – om ljuset på torget'),
    want: { upcoming: [{ dates: ['2027-11-15'], status: 'confirmed', theme: 'ljuset på torget' }] },
  },
  {
    name: 'dates over the new year',
    text: coming('- 15 november\n- 13 december\n- 17 januari'),
    want: {
      upcoming: [{ dates: ['2027-11-15'] }, { dates: ['2027-12-13'] }, { dates: ['2028-01-17'] }],
      uncertain: [],
    },
  },
  {
    name: 'two dates for one meeting',
    text: coming('- 8 november/15 november (ej klart) – tema bänkar'),
    want: { upcoming: [{ dates: ['2027-11-08', '2027-11-15'], status: 'tentative', theme: 'bänkar' }] },
  },
  {
    name: '"eller" between two dates',
    text: coming('- 8 eller 15 november – tema bänkar'),
    want: { upcoming: [{ dates: ['2027-11-08', '2027-11-15'], theme: 'bänkar' }] },
  },
  {
    name: 'a term with its year in the heading',
    text: coming('- 17 januari\n- 21 februari', 'Kommande möten våren 2028'),
    want: { upcoming: [{ dates: ['2028-01-17'] }, { dates: ['2028-02-21'] }], uncertain: [] },
  },
  {
    name: 'all of them tentative',
    text: coming('- 17 januari – om snö\n- 21 februari', 'Kommande möten våren 2028 (preliminärt)'),
    want: {
      upcoming: [
        { dates: ['2028-01-17'], status: 'tentative', theme: 'snö' },
        { dates: ['2028-02-21'], status: 'tentative', theme: null },
      ],
    },
  },
  {
    name: 'weekdays before the dates',
    text: coming('- måndag 15 november: Ljuset på torget\n- måndag 13 december: Lussefika'),
    want: {
      upcoming: [
        { dates: ['2027-11-15'], theme: 'Ljuset på torget' },
        { dates: ['2027-12-13'], theme: 'Lussefika' },
      ],
    },
  },
  {
    name: 'a period is no meeting',
    text: coming('- 15 november\n- 1-5 november höstlov'),
    want: { upcoming: [{ dates: ['2027-11-15'] }] },
  },
  {
    name: 'a theme still to come',
    text: coming('- 15 november – tema kommer\n- 13 december – tema ej bestämt'),
    want: {
      upcoming: [
        { dates: ['2027-11-15'], theme: null },
        { dates: ['2027-12-13'], theme: null },
      ],
    },
  },
  {
    name: 'a speaker in parentheses',
    text: coming('- 15 november – om ljuset på torget (Vera Låtsasson, ingenjör Lyktbolaget)'),
    want: {
      upcoming: [{ theme: 'ljuset på torget', speakers: [who('Vera Låtsasson', 'ingenjör', 'Lyktbolaget')] }],
    },
  },
  {
    name: 'a wrong weekday is told',
    text: coming('- tisdag 15 november – om ljus'),
    want: { upcoming: [{ theme: 'ljus' }], uncertain: ['upcoming'] },
  },
  {
    name: "the meeting's own date is left out",
    text: coming('- 18 oktober – om grannar\n- 15 november'),
    want: { upcoming: [{ dates: ['2027-11-15'] }] },
  },
];
