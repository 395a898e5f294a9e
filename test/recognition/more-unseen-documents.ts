import type { Unseen } from './unseen-documents.ts';

/** Written after the recogniser had been mended for the first table. */
export const MORE_UNSEEN: Unseen[] = [
  {
    name: 'points with a number and a colon',
    text: 'Styrgruppen för Torgdialogen, möte 5 mars 2018\n\nPå plats: Anna Berg (ordf), Kalle Ek (sekr), Doris Lund\n\nPunkt 1: Trygghet\nPolisen Sven Alm berättade om läget.\n\nPunkt 2: Nästa träff\n9 april kl 10-12.\n',
    want: { kind: 'minutes', date: '2018-03-05', speakers: ['Sven Alm, polisen'], upcoming: ['2018-04-09'] },
  },
  {
    name: 'the name and the day below the kind, and a speaker behind a comma',
    text: 'Inbjudan\n\nTorggruppens frukostmöte\nTorsdag den 8:e mars 2018 klockan 08:00 till 09:30\nLokal: Vävstugan\n\nTema: Bostad först\nTalare: Doris Lund, Hyresnämnden\n',
    want: {
      kind: 'announcement',
      date: '2018-03-08',
      start: '08:00',
      end: '09:30',
      place: 'Vävstugan',
      theme: 'Bostad först',
      speakers: ['Doris Lund, Hyresnämnden'],
    },
  },
  {
    name: 'reply e-mail',
    text: 'From: Kalle Ek <kalle@example.org>\nSent: Tuesday, November 19, 2019 8:02 AM\nTo: torget@example.org\nSubject: SV: Minnesanteckningar Torggruppen 18 november\n\nHej alla!\nHär kommer anteckningarna.\n\nSoppluncherna\nAnna Berg från Lärkan berättade om soppluncherna.\n\n/Kalle\n',
    want: { kind: 'minutes', date: '2019-11-18', speakers: ['Anna Berg, Lärkan'], uncertain: [] },
  },
  {
    name: 'a programme of a term with weekdays and places',
    text: 'Höstens träffar 2019\n\nPlats: Vävstugan\nTid: 13.30–15.30\n\n- Måndag 16 september: Ensamhet (Anna Berg, Lärkan)\n- Måndag 21 oktober: Trygga stråk\n- Måndag 18 november: tema meddelas senare\n',
    want: {
      kind: 'announcement',
      start: '13:30',
      place: 'Vävstugan',
      meetings: ['2019-09-16 Ensamhet', '2019-10-21 Trygga stråk', '2019-11-18 null'],
    },
  },
  {
    name: 'two columns of facts in a table',
    text: 'Inbjudan till Torggruppen\n\nDag\tMåndag 18 november 2019\nTid\t13.30–15.30\nPlats\tVävstugan\n\nVälkomna!\n',
    want: { kind: 'announcement', date: '2019-11-18', start: '13:30', place: 'Vävstugan' },
  },
  {
    name: 'month first in the title',
    text: 'Minnesanteckningar november 2019\n\nTorggruppen träffades måndagen den 18 november.\n\nSoppluncherna\nAnna Berg från Lärkan berättade om soppluncherna.\n',
    want: { kind: 'minutes', date: '2019-11-18', speakers: ['Anna Berg, Lärkan'] },
  },
  {
    name: 'two speakers with roles and a place each',
    text: 'Torggruppen 18 november 2019\n\nLäxhjälp\n\nRektor Anna Berg på Lärkskolan och fritidsledaren Kalle Ek visade hur läxhjälpen fungerar.\n',
    want: { kind: 'minutes', speakers: ['Anna Berg, rektor, Lärkskolan', 'Kalle Ek, fritidsledaren'] },
  },
  {
    name: 'a weekday that is counted, in a list of coming days',
    atFirst: true,
    text: 'Torggruppen 18 november 2019\n\nGrannar\n\nVi talade om bänkar.\n\nKommande möten\n\n- Tredje måndagen i december: Julfika\n- 20/1: Hemlöshet\n',
    want: { upcoming: ['2019-12-16 Julfika', '2020-01-20 Hemlöshet'] },
  },
  {
    name: 'signature with dashes and a confidential footer',
    atFirst: true,
    text: 'Torggruppen 2019-11-18\n\nGrannar\n\nVi talade om bänkar.\n\n-- \nAnna Berg\nverksamhetsutvecklare\nanna.berg@example.org\n',
    want: { date: '2019-11-18', theme: 'Grannar', speakers: [], headings: ['Grannar'] },
  },
  {
    name: 'a stroke and a dash in one date, and a list of points',
    atFirst: true,
    text: 'Kallelse Torggruppen\nonsdag 20/11-2019 kl. 17.00-19\nVävstugan\n\nDagordning\n1. Inledning\n2. Trygga stråk – Kalle Ek, Föreningsrådet\n3. Övrigt\n',
    want: { kind: 'announcement', date: '2019-11-20', start: '17:00', end: '19:00', uncertain: [] },
  },
];
