/** A whole document in a form that the recogniser had not met, and what a secretary would expect of it. */
export interface Unseen {
  name: string;
  /** Whether it was right before the recogniser was made for it. */
  atFirst?: true;
  text: string;
  year?: number;
  want: Partial<{
    kind: 'minutes' | 'announcement';
    date: string;
    start: string;
    end: string;
    place: string;
    theme: string | null;
    /** Without their numbers. */
    headings: string[];
    /** "Name, role, organisation", as far as each is said. */
    speakers: string[];
    /** Each with its theme. */
    upcoming: string[];
    uncertain: string[];
    /** All of the text, where it announces several. */
    meetings: string[];
  }>;
}

export const UNSEEN: Unseen[] = [
  {
    name: 'a letterhead and numbers of pages',
    text: 'Lärkdalens kommun                    Sida 1 (2)\nSocialförvaltningen\n\nMINNESANTECKNINGAR\n2018-03-19\n\nTorggruppen\n\nTrygghet i parken\n\nAnna Berg, enhetschef, Socialförvaltningen, informerade om belysningen i parken.\n\nSida 2 (2)\n\nNästa möte: 16 april kl. 13.30 i Vävstugan.\n',
    want: {
      kind: 'minutes',
      date: '2018-03-19',
      speakers: ['Anna Berg, enhetschef, Socialförvaltningen'],
      upcoming: ['2018-04-16'],
      uncertain: [],
    },
  },
  {
    name: 'a printed e-mail',
    text: 'Från: Anna Berg <anna.berg@example.org>\nSkickat: den 8 oktober 2019 09:12\nTill: Torggruppen\nÄmne: Inbjudan till Torggruppen 21 oktober\n\nHej!\n\nVarmt välkomna till Torggruppen måndagen den 21 oktober kl 13-15.30 i Vävstugan.\n\nTema: Ensamhet bland äldre\n\nKalle Ek från Föreningsrådet berättar om soppluncherna.\n\nHälsningar\nAnna\n',
    want: {
      kind: 'announcement',
      date: '2019-10-21',
      start: '13:00',
      end: '15:30',
      theme: 'Ensamhet bland äldre',
      speakers: ['Kalle Ek, Föreningsrådet'],
      uncertain: [],
    },
  },
  {
    name: 'a warm welcome, with the day on a line of its own',
    text: 'Varmt välkomna till Torggruppen!\n\nMåndag 18 november kl. 13.30–15.30\nVävstugan, Storgatan 4\n\nVi fortsätter att prata om grannar.\n',
    year: 2019,
    want: {
      kind: 'announcement',
      date: '2019-11-18',
      start: '13:30',
      end: '15:30',
      place: 'Vävstugan, Storgatan 4',
      theme: null,
      uncertain: [],
    },
  },
  {
    name: 'a table from Word',
    text: 'Dagordning Torggruppen 18 november 2019\n\nTid\tPunkt\tAnsvarig\n13.30\tVälkomna\tAnna Berg\n13.40\tTrygga stråk\tKalle Ek\n15.00\tAvslut\tAnna Berg\n',
    want: { kind: 'announcement', date: '2019-11-18', headings: [], uncertain: [] },
  },
  {
    name: 'two speakers from one organisation, and one with a title and an organisation',
    text: 'Torggruppen 18 november 2019\n\nSoppluncherna\n\nAnna Berg och Kalle Ek från Föreningsrådet berättade om soppluncherna.\n\nParken\n\nDoris Lund, enhetschef, Socialförvaltningen, informerade om parken.\n',
    want: {
      kind: 'minutes',
      speakers: [
        'Anna Berg, Föreningsrådet',
        'Kalle Ek, Föreningsrådet',
        'Doris Lund, enhetschef, Socialförvaltningen',
      ],
      headings: ['Soppluncherna', 'Parken'],
    },
  },
  {
    name: 'another system and letters in two parts, with tabs',
    text: 'Minnesanteckningar\tTorggruppen\r\nMåndagen den 18 november 2019\r\n\r\nÖppna dörrar\r\n\r\nÅsa Öberg från Lärkan berättade om öppna dörrar.\r\n'.normalize(
      'NFD',
    ),
    want: {
      kind: 'minutes',
      date: '2019-11-18',
      speakers: ['Åsa Öberg, Lärkan'],
      headings: ['Öppna dörrar'],
    },
  },
  {
    name: 'the last Monday of a month',
    text: 'Torggruppen 19 februari 2018\n\nGrannar\n\nVi talade om bänkar.\n\nNästa möte\n\nVi ses sista måndagen i mars kl. 13.30.\n',
    want: { date: '2018-02-19', upcoming: ['2018-03-26'] },
  },
  {
    name: 'coming days with strokes',
    text: 'Torggruppen 21/10 2019\n\nGrannar\n\nVi talade om bänkar.\n\nKommande möten\n\n- 18/11 Ensamhet\n- 16/12 Julfika\n',
    want: { date: '2019-10-21', upcoming: ['2019-11-18 Ensamhet', '2019-12-16 Julfika'], uncertain: [] },
  },
  {
    name: 'days that are counted',
    atFirst: true,
    text: 'Torggruppen måndagen den 3:e februari 2020\n\nGrannar\n\nVi talade om bänkar.\n\nKommande möten\n\nDen 2:a mars: Parken\n',
    want: { date: '2020-02-03', upcoming: ['2020-03-02 Parken'], uncertain: [] },
  },
  {
    name: 'a whole hour to a half one',
    text: 'Inbjudan till Torggruppen\n\nTid: måndag 18 november 2019, kl 13-15.30\nPlats: Vävstugan\n\nVälkomna!\n',
    want: {
      kind: 'announcement',
      date: '2019-11-18',
      start: '13:00',
      end: '15:30',
      place: 'Vävstugan',
      uncertain: [],
    },
  },
  {
    name: 'numbered points',
    text: 'Anteckningar från Torggruppens möte 2016-09-19\n\n1. Mötet öppnas\nAnna Berg hälsade alla välkomna.\n\n2. Trygga stråk\nKalle Ek, Föreningsrådet, berättade om nattvandringarna.\n\n3. Övriga frågor\nBänken vid torget är lagad.\n\n4. Nästa möte\n17 oktober kl. 13.30\n',
    want: {
      kind: 'minutes',
      date: '2016-09-19',
      theme: null,
      headings: ['Mötet öppnas', 'Trygga stråk', 'Övriga frågor', 'Nästa möte'],
      speakers: ['Kalle Ek, Föreningsrådet'],
      upcoming: ['2016-10-17'],
    },
  },
  {
    name: 'a protocol in paragraphs',
    text: 'Protokoll Torggruppen\n\nDatum: 2017-11-20\nTid: 13.30–15.30\nPlats: Vävstugan\nNärvarande: Anna Berg, Kalle Ek\n\n§ 1 Öppnande\nAnna Berg öppnade mötet.\n\n§ 2 Trygga stråk\nKalle Ek från Föreningsrådet redovisade nattvandringarna.\n\n§ 3 Övriga frågor\nBänken är lagad.\n',
    want: {
      kind: 'minutes',
      date: '2017-11-20',
      start: '13:30',
      place: 'Vävstugan',
      headings: ['Öppnande', 'Trygga stråk', 'Övriga frågor'],
      speakers: ['Kalle Ek, Föreningsrådet'],
    },
  },
  {
    name: 'a day in six figures',
    text: 'Minnesanteckningar Torggruppen 161017\n\nGrannar\n\nVi talade om bänkar.\n',
    want: { kind: 'minutes', date: '2016-10-17', uncertain: [] },
  },
  {
    name: 'a day with dots',
    text: 'Minnesanteckningar Torggruppen 17.10.2016\n\nGrannar\n\nVi talade om bänkar.\n',
    want: { kind: 'minutes', date: '2016-10-17', uncertain: [] },
  },
  {
    name: 'the times in the title',
    text: 'Torggruppen måndag 21 november 2016 kl. 13.30–15.30\n\nGrannar\n\nVi talade om bänkar.\n',
    want: { date: '2016-11-21', start: '13:30', end: '15:30', theme: 'Grannar', uncertain: [] },
  },
  {
    name: 'all coming days on one line',
    text: 'Torggruppen 19 mars 2018\n\nGrannar\n\nVi talade om bänkar.\n\nKommande möten: 16 april, 21 maj och 18 juni.\n',
    want: { date: '2018-03-19', upcoming: ['2018-04-16', '2018-05-21', '2018-06-18'], uncertain: [] },
  },
  {
    name: 'questions as labels',
    text: 'Träff i Torggruppen\n\nNär? Måndagen den 18 november 2019 kl. 13.30–15.30\nVar? Vävstugan, Storgatan 4\nVem? Alla är välkomna.\n',
    want: {
      kind: 'announcement',
      date: '2019-11-18',
      start: '13:30',
      end: '15:30',
      place: 'Vävstugan, Storgatan 4',
      uncertain: [],
    },
  },
  {
    name: 'who wrote it down',
    text: 'Torggruppen 18 november 2019\n\nSoppluncherna\n\nKalle Ek från Föreningsrådet berättade om soppluncherna.\n\nVid tangenterna: Anna Berg\nJusteras: Doris Lund\n',
    want: { kind: 'minutes', headings: ['Soppluncherna'], speakers: ['Kalle Ek, Föreningsrådet'] },
  },
  {
    name: 'headings in capitals',
    atFirst: true,
    text: 'TORGGRUPPEN 18 NOVEMBER 2019\n\nTEMA: TRYGGA STRÅK\n\nNATTVANDRARNA\nKalle Ek från Föreningsrådet berättade om nattvandringarna.\n\nÖVRIGA FRÅGOR\nBänken är lagad.\n\nKOMMANDE MÖTEN\n16 DECEMBER – JULFIKA\n',
    want: {
      kind: 'minutes',
      date: '2019-11-18',
      theme: 'TRYGGA STRÅK',
      headings: ['NATTVANDRARNA', 'ÖVRIGA FRÅGOR'],
      speakers: ['Kalle Ek, Föreningsrådet'],
      upcoming: ['2019-12-16 JULFIKA'],
    },
  },
  {
    name: 'all facts on one line',
    text: 'Kallelse till Torggruppen\n\nDatum: 18/11 2019  Tid: 13.30–15.30  Plats: Vävstugan\n\nVi pratar om grannar.\n',
    want: {
      kind: 'announcement',
      date: '2019-11-18',
      start: '13:30',
      end: '15:30',
      place: 'Vävstugan',
      uncertain: [],
    },
  },
  {
    name: 'a programme of a whole year',
    text: 'Torggruppens program 2020\n\n20 januari – Hemlöshet\n17 februari – Unga på kvällen\n16 mars – Parken\n\nAlla träffar är kl. 13.30–15.30 i Vävstugan.\n',
    want: {
      kind: 'announcement',
      start: '13:30',
      end: '15:30',
      meetings: ['2020-01-20 Hemlöshet', '2020-02-17 Unga på kvällen', '2020-03-16 Parken'],
    },
  },
];
