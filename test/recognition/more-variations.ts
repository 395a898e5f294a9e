import type { Speaker } from '../../server/recognition/recognised.ts';
import { notice, talk, who, type Variation } from './variations.ts';

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
