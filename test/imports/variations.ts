import type { RecognisedMeeting, Speaker } from '../../server/imports/recognised.ts';

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

const who = (name: string, role: string | null = null, organisation: string | null = null): Speaker => ({
  name,
  role,
  organisation,
});

/** A text of minutes with one talk in it, so that only what is tried differs. */
const talk = (text: string) => `Torggruppen 18 oktober 2027\n\nGrannar på torget\n\nHögläsning\n\n${text}\n`;
const notice = (facts: string) => `Torggruppen 18 oktober 2027 – om grannar\n\n${facts}\n\nVälkommen!\n`;
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

export const QUESTIONS: Variation[] = [
  {
    name: 'one answer',
    text: talk('Tyra Hittefors läste högt.\n\nHur länge läser ni?\n\n– En timme.'),
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        { heading: 'Högläsning', questions: [{ question: 'Hur länge läser ni?', answers: ['En timme.'] }] },
      ],
    },
  },
  {
    name: 'several answers',
    text: talk('Tyra Hittefors läste högt.\n\nHur länge läser ni?\n\n– En timme.\n– Eller två.'),
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        { questions: [{ question: 'Hur länge läser ni?', answers: ['En timme.', 'Eller två.'] }] },
      ],
    },
  },
  {
    name: 'answers on the line below',
    text: talk('Tyra Hittefors läste högt.\n\nHur länge läser ni?\n– En timme.'),
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        { questions: [{ question: 'Hur länge läser ni?', answers: ['En timme.'] }] },
      ],
    },
  },
  {
    name: 'two questions',
    text: talk('Tyra Hittefors läste.\n\nVad läser ni?\n\n– Sagor.\n\nFör vem?\n\n– Alla.'),
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        {
          questions: [
            { question: 'Vad läser ni?', answers: ['Sagor.'] },
            { question: 'För vem?', answers: ['Alla.'] },
          ],
        },
      ],
    },
  },
  {
    name: 'a heading that asks, with a list under it',
    text: talk('Tyra Hittefors läste högt.\n\nVad behövs?\n\n- Böcker\n- Kaffe'),
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        { heading: 'Högläsning', questions: [] },
        { heading: 'Vad behövs?', level: 2, questions: [] },
      ],
    },
  },
  {
    name: 'a question in running text is none',
    text: talk('Tyra Hittefors frågade: vem läser? Ingen svarade, men alla log.'),
    want: { sections: [{ heading: 'Grannar på torget' }, { heading: 'Högläsning', questions: [] }] },
  },
  {
    name: 'a question with text under it is a heading',
    text: talk('Tyra Hittefors läste högt.\n\nVem läser nästa gång?\n\nVi tar upp det igen.'),
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        { heading: 'Högläsning', questions: [] },
        { heading: 'Vem läser nästa gång?', level: 2, questions: [] },
      ],
    },
  },
  {
    name: 'an em dash before the answer',
    text: talk('Tyra Hittefors läste högt.\n\nHur länge läser ni?\n\n— En timme.'),
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        { questions: [{ question: 'Hur länge läser ni?', answers: ['En timme.'] }] },
      ],
    },
  },
  {
    name: 'nested bullets stay one list',
    text: talk('Tyra Hittefors läste högt.\n\n- Böcker\n  - Sagor\n  - Dikter\n- Kaffe'),
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        {
          heading: 'Högläsning',
          markdown: 'Tyra Hittefors läste högt.\n\n- Böcker\n  - Sagor\n  - Dikter\n- Kaffe',
        },
      ],
    },
  },
  {
    name: 'bullets of other kinds',
    text: talk('Tyra Hittefors läste högt.\n\n• Böcker\n• Kaffe'),
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        { heading: 'Högläsning', markdown: 'Tyra Hittefors läste högt.\n\n- Böcker\n- Kaffe' },
      ],
    },
  },
];

const speaking = (name: string, text: string, ...speakers: Speaker[]): Variation => ({
  name,
  text: talk(text),
  want: { sections: [{ heading: 'Grannar på torget' }, { heading: 'Högläsning', kind: 'talk', speakers }] },
});
const nobody = (name: string, text: string): Variation => ({
  name,
  text: talk(text),
  want: {
    sections: [{ heading: 'Grannar på torget' }, { heading: 'Högläsning', kind: 'text', speakers: [] }],
  },
});

export const SPEAKERS: Variation[] = [
  speaking(
    '"från"',
    'Tyra Hittefors från Läshörnan berättar om sagor.',
    who('Tyra Hittefors', null, 'Läshörnan'),
  ),
  speaking(
    'a role and an organisation after a comma',
    'Tyra Hittefors, bibliotekarie på Läshörnan, berättar om sagor.',
    who('Tyra Hittefors', 'bibliotekarie', 'Läshörnan'),
  ),
  speaking(
    'two from one place',
    'Tyra Hittefors och Bo Påfors från Läshörnan visar sina böcker.',
    who('Tyra Hittefors', null, 'Läshörnan'),
    who('Bo Påfors', null, 'Läshörnan'),
  ),
  speaking(
    'three in a list',
    'Tyra Hittefors, Bo Påfors och Iris Diktare presenterade läsåret.',
    who('Tyra Hittefors'),
    who('Bo Påfors'),
    who('Iris Diktare'),
  ),
  speaking(
    'a party letter',
    'Tyra Hittefors (S), ordförande i kulturnämnden, berättade om anslagen.',
    who('Tyra Hittefors', 'ordförande', 'kulturnämnden'),
  ),
  speaking(
    '"jobbar på"',
    'Tyra Hittefors jobbar på Läshörnan och berättar om sagor.',
    who('Tyra Hittefors', null, 'Läshörnan'),
  ),
  speaking('the verb first', 'I dag berättar Tyra Hittefors om sagor.', who('Tyra Hittefors')),
  speaking(
    '"gästas av"',
    'Mötet gästades av Tyra Hittefors från Läshörnan, som berättade om sagor.',
    who('Tyra Hittefors', null, 'Läshörnan'),
  ),
  speaking('a name of three parts', 'Ali Bin Påhitt berättade om kvällsläsning.', who('Ali Bin Påhitt')),
  speaking(
    'a name with a hyphen',
    'Anna-Karin Sagolind-Ek berättade om kvällsläsning.',
    who('Anna-Karin Sagolind-Ek'),
  ),
  nobody('an organisation alone', 'Det handlade om högläsning (Läshörnan). Vi drack kaffe.'),
  nobody('a name in passing', 'Boken skrevs av Astrid Hittegren. Vi drack kaffe.'),
  nobody('a place that looks like a name', 'Vi gick längs Norra Strandgatan. Det regnade.'),
];

export const SHAPES: Variation[] = [
  {
    name: 'other business with headings under it',
    text: `${talk('Tyra Hittefors läste högt.')}\nÖvriga frågor\n\nGranen\n\nDen kommer på fredag.\n`,
    want: {
      sections: [
        { heading: 'Grannar på torget' },
        { heading: 'Högläsning', kind: 'talk' },
        { heading: 'Övriga frågor', level: 1, kind: 'other-business' },
        { heading: 'Granen', level: 2, kind: 'other-business' },
      ],
    },
  },
  {
    name: '"Övrigt"',
    text: `${talk('Tyra Hittefors läste högt.')}\nÖvrigt\n\n- Granen kommer på fredag.\n`,
    want: { sections: [{}, {}, { heading: 'Övrigt', kind: 'other-business' }] },
  },
  {
    name: 'what is put off',
    text: `${talk('Tyra Hittefors läste högt.')}\nUppskjutna punkter\n\n- Lekplatsen skjuts upp till nästa möte.\n`,
    want: { sections: [{}, {}, { heading: 'Uppskjutna punkter', kind: 'postponed' }] },
  },
  {
    name: 'text before the first heading',
    text: 'Torggruppen 18 oktober 2027 – om grannar\n\nVi var tolv, och det var trångt i soffan.\n\nHögläsning\n\nTyra Hittefors läste högt.\n',
    want: {
      sections: [
        { heading: null, kind: 'text' },
        { heading: 'Högläsning', kind: 'talk' },
      ],
    },
  },
  {
    name: 'an announcement',
    text: notice('Tid: 18 oktober kl. 13.30-15.30\nPlats: Vävstugan'),
    want: { kind: 'announcement', date: '2027-10-18' },
  },
  {
    name: 'an announcement that invites',
    text: 'Välkommen till Torggruppen måndag 18 oktober 2027\n\nVi träffas kl. 13.30 i Vävstugan och talar om grannar.\n\nTid: 13.30-15.30\nPlats: Vävstugan\n',
    want: { kind: 'announcement', date: '2027-10-18', start: '13:30', end: '15:30' },
  },
  {
    name: 'minutes that say so',
    text: 'Minnesanteckningar från Torggruppens möte 18 oktober 2027\n\nTid: 13.30-15.30\nPlats: Vävstugan\n\nHögläsning\n\nTyra Hittefors läste högt.\n',
    want: { kind: 'minutes', date: '2027-10-18', start: '13:30', place: 'Vävstugan' },
  },
  {
    name: 'a protocol',
    text: 'Protokoll Torggruppen 2027-10-18\n\nHögläsning\n\nTyra Hittefors läste högt.\n',
    want: { kind: 'minutes', date: '2027-10-18' },
  },
  {
    name: 'line ends of another system',
    text: talk('Tyra Hittefors läste högt.\n\nHur länge läser ni?\n\n– En timme.').replaceAll('\n', '\r\n'),
    want: {
      date: '2027-10-18',
      sections: [{}, { questions: [{ question: 'Hur länge läser ni?', answers: ['En timme.'] }] }],
    },
  },
  {
    name: 'letters in two parts',
    text: talk('Åsa Öhrn från Läshörnan läste högt.').normalize('NFD'),
    want: { sections: [{}, { speakers: [who('Åsa Öhrn', null, 'Läshörnan')] }] },
  },
];
