import type { Unseen } from './unseen-documents.ts';

/** Written after the recogniser had been mended for the tables before. */
export const THIRD_UNSEEN: Unseen[] = [
  {
    name: 'several coming days on one line, and what they are about after them',
    text: 'Minnesanteckningar från Torggruppen måndagen den 16 september 2019 kl. 13.30-15.30 på Fyrhuset\n\nTema: Barnfattigdom\n\nÖppna förskolan\nAnna Berg, förskollärare på Lärkan, och Kalle Ek, Rädda Barnen, berättade om öppna förskolan.\n\n- Hur många kommer?\nUngefär 30 om dagen.\n- Kostar det något?\nNej, men fikat kostar 20 kronor.\n\nHöstens möten\n21/10, 18/11 och 16/12. Teman: funktionsrätt, integration, julfest.\n',
    want: {
      date: '2019-09-16',
      start: '13:30',
      theme: 'Barnfattigdom',
      speakers: ['Anna Berg, förskollärare, Lärkan', 'Kalle Ek, Rädda Barnen'],
      upcoming: ['2019-10-21', '2019-11-18', '2019-12-16'],
    },
  },
  {
    name: 'speakers in the headings',
    text: 'Dialogmöte 2023-10-16: Psykisk hälsa hos unga\n\nPlats: Stadsbiblioteket, hörsalen\nTid: 13:30–15:30\n\nSuicidprevention (Anna Berg, samordnare, Region Skåne)\n\nRegionen har en ny plan.\n\nAlla som jobbar med unga får gå en kurs.\n\nMind Helsingborg (Kalle Ek)\n\nKalle visade chatten.\n\nNästa möte\n\n20 november: Äldre och ensamhet, med Doris Lund från Röda Korset\n',
    want: {
      date: '2023-10-16',
      place: 'Stadsbiblioteket, hörsalen',
      headings: ['Suicidprevention', 'Mind Helsingborg'],
      speakers: ['Anna Berg, samordnare, Region Skåne', 'Kalle Ek'],
      upcoming: ['2023-11-20 Äldre och ensamhet'],
    },
  },
  {
    name: 'all speakers on one line, and questions with "Fråga" and "Svar"',
    text: 'Torggruppen – digitalt möte 15 mars 2021\n\nMedverkande: Anna Berg (Region Skåne), Kalle Ek (Rädda Barnen) och Doris Lund, anhörig\n\n1. Välkommen och presentation\n2. Barn som anhöriga\nAnna Berg presenterade en ny handbok.\nFråga: Finns den på andra språk?\nSvar: Ja, på arabiska.\nFråga: Kan vi beställa den?\nSvar: Den går att ladda ner.\n3. Övriga frågor\nFöreningsrådet bjuder in till vårmarknad.\n4. Nästa möte\n19 april kl 13.30, länk kommer\n',
    want: {
      kind: 'minutes',
      date: '2021-03-15',
      speakers: ['Anna Berg, Region Skåne', 'Kalle Ek, Rädda Barnen', 'Doris Lund'],
      headings: ['Övriga frågor', 'Nästa möte'],
      upcoming: ['2021-04-19'],
    },
  },
  {
    name: 'a greeting as the title, and the day in a sentence',
    text: 'Välkommen till årets sista möte!\n\nTorggruppen träffas måndag den 16 december 2019, klockan 13.30 - 15.30 i Fyrhuset, Hamnplan 4.\n\nDen här gången pratar vi om frivilligas betydelse. Vi får besök av:\n• Anna Berg, Volontärbyrån\n• Kalle Ek och Doris Lund från Fontänhuset\n\nVi bjuder på glögg. Ingen anmälan behövs.\n\nVårens datum: 20 januari, 17 februari, 16 mars, 20 april och 18 maj.\n',
    want: { kind: 'announcement', date: '2019-12-16', start: '13:30', end: '15:30' },
  },
  {
    name: 'a record with its kind alone on the first line',
    text: 'Protokoll\n\nFört vid möte med Torggruppen\nDatum: 2018-02-19\nPlats: Stadshuset, rum 3\nTid: 13.30–15.30\n\n§ 1 Mötet öppnas\nOrdföranden hälsade välkommen.\n\n§ 2 Nytt boende för unga\nEnhetschef Anna Berg, socialförvaltningen, informerade om boendet.\n\n§ 3 Rapport från föreningarna\nVerdandi: ny lokal. \nHyresgästföreningen: läxhjälp startar i mars.\n\n§ 4 Kommande möten\n19 mars (Bo bra), 16 april, 21 maj\n',
    want: {
      kind: 'minutes',
      date: '2018-02-19',
      place: 'Stadshuset, rum 3',
      speakers: ['Anna Berg, enhetschef, socialförvaltningen'],
      upcoming: ['2018-03-19 Bo bra', '2018-04-16', '2018-05-21'],
    },
  },
  {
    name: 'a theme behind a dash',
    text: 'Torggruppen\n\n18 november 2024\n\nTema - Civilsamhällets roll i kris\n\nBeredskapssamordnare Anna Berg och Kalle Ek (Civilförsvarsförbundet) inledde.\n\nDiskussion\n\nVad behöver föreningarna?\n– Lokaler och nycklar.\n– Listor på vilka som kan hjälpa.\nVem larmar?\n– Kommunen.\n\nSammanfattning\nVi behöver öva.\n\nKommande träffar\n9 december 2024 Julmingel\n20 januari 2025 – tema inte bestämt\n',
    want: {
      kind: 'minutes',
      date: '2024-11-18',
      theme: 'Civilsamhällets roll i kris',
      speakers: ['Anna Berg, beredskapssamordnare', 'Kalle Ek, Civilförsvarsförbundet'],
      upcoming: ['2024-12-09 Julmingel', '2025-01-20'],
    },
  },
  {
    name: 'when, where and what',
    text: 'Inbjudan Torggruppen\n\nNär: måndag 21 oktober 2024, 13:30-15:30\nVar: Fyrhuset eller via Teams (https://example.org/mote)\nVad: Områdesarbete\n\n13.30 Välkomna\n13.40 Trygga trapphus, Anna Berg från Hyresbolaget\n14.15 Fika\n14.30 Nattvandring, Kalle Ek, Nattvandrarna\n15.15 Övrigt\n\nAnmäl dig gärna till anna@example.org\n',
    want: {
      kind: 'announcement',
      date: '2024-10-21',
      start: '13:30',
      end: '15:30',
      place: 'Fyrhuset',
      theme: 'Områdesarbete',
    },
  },
  {
    name: 'a year of two figures',
    text: 'Anteckningar 17/2-20\n\nTorggruppen\n\nNärvarande: 14 personer\n\nHemlöshet\n\nStadsmissionens Kalle Ek och Doris Lund berättade om härbärget. 52 sängar.\n\n? Hur länge får man stanna\n! Högst fem nätter\n\nNästa gång 16/3: Skuldsättning med Anna Berg, budget- och skuldrådgivare\n',
    want: {
      kind: 'minutes',
      date: '2020-02-17',
      headings: ['Torggruppen', 'Hemlöshet'],
      upcoming: ['2020-03-16'],
    },
  },
  {
    name: 'speakers told of one after another, each in another way',
    text: 'Minnesanteckningar Torggruppen\n\nTid: 2022-03-21 kl 13.30 – 15.30\nPlats: Digitalt via Zoom\nDeltagare: Ca 30 personer\n\nKriget i Ukraina – vad kan vi göra?\nAnna Berg, flyktingsamordnare, gav en lägesbild. Därefter berättade Kalle Ek från Svenska kyrkan, Doris Lund (Röda Korset) samt Sven Alm, IM, om insatser.\n\nBeslut: Ingen.\nAtt göra: Kalle skickar listan.\n\nKommande möten under våren: 25 april (äldre) och 16 maj (sommaren).\n',
    want: {
      kind: 'minutes',
      date: '2022-03-21',
      speakers: [
        'Anna Berg, flyktingsamordnare',
        'Kalle Ek, Svenska kyrkan',
        'Doris Lund, Röda Korset',
        'Sven Alm, IM',
      ],
      upcoming: ['2022-04-25 äldre', '2022-05-16 sommaren'],
    },
  },
  {
    name: 'points with a number, a list under one of them',
    text: 'Minnesanteckningar Torggruppen 2015-04-20\n\nNärvarande: representanter från Fontänhuset, Verdandi, socialförvaltningen m.fl.\n\nInledning: Anna Berg hälsade alla välkomna.\n\n1. Fontänhuset\nKalle Ek, verksamhetschef på Fontänhuset, presenterade husets nya lokaler.\n\n2. Brukarrevision\nAnna Berg och Doris Lund (NSPH) informerade om brukarrevisionen som görs i höst.\n\n3. Övriga frågor\n- Verdandi bjuder in till öppet hus den 9 maj.\n- ABF söker cirkelledare.\n\n4. Nästa möte\nMåndag 18 maj kl. 13.30 på Verdandi. Tema: sommaraktiviteter.\n',
    want: {
      kind: 'minutes',
      date: '2015-04-20',
      headings: ['Fontänhuset', 'Brukarrevision', 'Övriga frågor', 'Nästa möte'],
      speakers: ['Kalle Ek, verksamhetschef, Fontänhuset', 'Anna Berg', 'Doris Lund, NSPH'],
      upcoming: ['2015-05-18 sommaraktiviteter'],
    },
  },
  {
    name: 'a heading with two speakers, as long as a line',
    text: 'Anteckningar från nätverksmöte 25/9 2017\n\nVi var 18 st.\n\nPresentation av Hela Människan (Anna Berg)\nAnna berättade att de serverar frukost varje dag.\n\nBostad först (Kalle Ek och Doris Lund, boendestödjare på socialförvaltningen)\nModellen har funnits sedan 2010.\n\nPunkter som flyttas till nästa möte\n• Hälsodag\n• Logotyp\n\nNästa möte: 23/10 kl 13.30 på Rådhuset\n',
    want: {
      kind: 'minutes',
      date: '2017-09-25',
      headings: ['Presentation av Hela Människan', 'Bostad först', 'Punkter som flyttas till nästa möte'],
      speakers: ['Anna Berg', 'Kalle Ek', 'Doris Lund, boendestödjare, socialförvaltningen'],
      upcoming: ['2017-10-23'],
    },
  },
  {
    name: 'a summons whose last point is the next meeting',
    text: 'KALLELSE\ntill\nTorggruppen\n\nDag: Måndagen den 20 januari 2020\nTid: 13.30 - 15.30\nLokal: Mötesplats Mitt, Storgatan 4, plan 2 (hörslinga finns)\n\nFöredragningslista\n1. Mötets öppnande\n2. Föregående protokoll\n3. Tema: Psykisk ohälsa bland äldre. Gäst: Anna Berg, geriatriker, Region Skåne\n4. Rapporter\n5. Övrigt\n6. Nästa möte den 17 februari\n\nAnmälan till anna.berg@example.org senast den 13 januari.\n',
    want: {
      kind: 'announcement',
      date: '2020-01-20',
      start: '13:30',
      end: '15:30',
      place: 'Mötesplats Mitt, Storgatan 4, plan 2 (hörslinga finns)',
      upcoming: ['2020-02-17'],
    },
  },
  {
    name: 'a meeting to come with a question mark for its theme',
    text: 'Mötesanteckning\n\nTorggruppen 2024-02-19\n\nDeltagare\nSocialförvaltningen, Röda Korset, Rädda Barnen\n\nBarns rätt\nRädda Barnens Anna Berg föreläste om barnkonventionen. Hon betonade delaktighet.\n\n"Barn ska synas och höras", sa Kalle Ek från ungdomsrådet.\n\nAtt tänka på till nästa gång\nLäs handlingsplanen.\n\nKommande möten VT 2024\n18/3 Våld i nära relation\n15/4 ?\n20/5 Sommar\n',
    want: {
      kind: 'minutes',
      date: '2024-02-19',
      theme: null,
      upcoming: ['2024-03-18 Våld i nära relation', '2024-04-15', '2024-05-20 Sommar'],
    },
  },
];
