import type { PastExample } from '../example.ts';
import { amira, ebba, karin, nadja, otto, siv, sixten, tove, yusuf } from './people.ts';

export const language: PastExample = {
  theme: 'Klarspråk i brev och beslut',
  description: 'Ta gärna med ett brev som du inte förstod. Språkvårdaren skriver om det medan vi tittar på.',
  minutes: {
    summary:
      'Det viktigaste först, och du i stället för sökanden. Socialtjänsten skriver om sina tio vanligaste brev.',
    sections: [
      {
        heading: 'Ett brev byter kläder',
        kind: 'talk',
        speakers: [otto],
        text: `Otto läste upp ett beslut på 412 ord. Ingen i rummet kunde säga om svaret var ja eller nej. Efter tjugo minuter var det 95 ord, och svaret stod i rubriken.

1. Skriv svaret först.
2. Skriv *du* och *vi*.
3. Säg vad som händer nu, och vem man kan ringa.`,
        questions: [
          ['Måste inte lagrummet stå med?', 'Jo, men sist. Ingen vill börja sin frukost med ett lagrum.'],
          [
            'Hur vet man att det har blivit bättre?',
            'Färre ringer och frågar vad det betyder. Det går att räkna.',
          ],
        ],
      },
      {
        heading: 'Tio brev',
        kind: 'talk',
        speakers: [karin],
        text: 'Socialtjänsten väljer ut sina tio vanligaste brev. En grupp av invånare läser utkasten innan de börjar användas. Sex personer anmälde sig direkt, en av dem för att få rätta någon annan för en gångs skull.',
      },
      {
        heading: 'Övriga frågor',
        kind: 'other-business',
        text: 'Biblioteket ordnar språkkafé på lättläst svenska. Alla som vill prata långsamt är välkomna.',
      },
    ],
  },
};

export const reuse: PastExample = {
  theme: 'Studiebesök på Återbruket',
  place: 'Återbruket, Verkstadsgatan 2, gatuplan',
  description:
    'Vi ses på Återbruket och går en runda bland cyklar, soffor och symaskiner. Oömma kläder rekommenderas.',
};

export const firstJob: PastExample = {
  theme: 'Vägen till ett första jobb',
  description: 'Jobbtorget och vuxenutbildningen om praktik, språk och om konsten att få en första chans.',
  organisations: ['Återbruket'],
  minutes: {
    summary: 'Praktik på riktigt slår kurser på papper. Tre arbetsplatser öppnar för korta praktikdagar.',
    sections: [
      {
        heading: 'En dag i taget',
        kind: 'talk',
        speakers: [yusuf],
        text: `Jobbtorget erbjuder praktik en dag, sedan en vecka, sedan en månad. Ingen behöver lova mer än så.

- 60 personer har prövat. 22 har fått jobb.
- Det vanligaste jobbet är något helt annat än det man trodde.
- En handledare på varje plats får ersättning för sin tid.`,
        questions: [
          ['Hur hittar ni arbetsplatserna?', 'Vi frågar där vi själva handlar. Cykelhandlaren var först.'],
          ['Vad händer om det inte fungerar?', 'Då fikar vi, och prövar något annat på måndag.'],
        ],
      },
      {
        heading: 'Läsa och arbeta samtidigt',
        kind: 'talk',
        speakers: [ebba],
        text: 'På vuxenutbildningen går det att läsa svenska på förmiddagen och arbeta på eftermiddagen. Lärarna hämtar orden från arbetsplatsen. Först kommer *skruvmejsel*, sedan *samhällskunskap*.',
      },
      {
        heading: 'Övriga frågor',
        kind: 'other-business',
        text: 'Återbruket tar emot en grupp från oss till nästa möte, {möte+1}.',
      },
    ],
  },
};

export const relatives: PastExample = {
  theme: 'Anhöriga som orkar',
  description:
    'Den som hjälper behöver också hjälp. Anhörigcentrum berättar om avlösning, samtal och en mycket populär kör.',
  minutes: {
    summary: 'De flesta anhöriga kallar sig inte anhöriga. Säg hellre: hjälper du någon som du bryr dig om?',
    sections: [
      {
        heading: 'Vem är anhörig?',
        kind: 'talk',
        speakers: [nadja],
        text: `Var femte vuxen hjälper någon i sin närhet. Få vet att det finns stöd.

- Avlösning i hemmet, upp till tio timmar i månaden utan avgift.
- Samtal enskilt eller i grupp.
- Kören *Ändå* sjunger varje onsdag. Ingen tar upp närvaro, alla tar upp ton.`,
        questions: [
          [
            'Gäller det även barn som hjälper en förälder?',
            'Ja. De får en egen kontakt, och gör roliga saker tillsammans.',
          ],
          [
            'Behöver man ett beslut?',
            'Inte för samtal och kör. För avlösning räcker ett enkelt besök hemma.',
          ],
        ],
      },
      {
        heading: 'En volontär berättar',
        kind: 'talk',
        speakers: [siv],
        text: 'Siv hjälpte sin man i sex år. "Det bästa någon gjorde var att komma med en färdig lasagne och inte fråga något." Nu lagar hon själv lasagne åt fyra familjer.',
      },
      {
        heading: 'Övriga frågor',
        kind: 'other-business',
        text: 'Hörslingan i möteslokalen är testad och fungerar. Sätt dig gärna i mitten.',
      },
    ],
  },
};

export const children: PastExample = {
  theme: 'Barnrätt i vardagen',
  description:
    'Hur frågar man barn så att svaren gör skillnad? Barnrättsstrategen, biblioteket och Ungdomens hus berättar.',
  minutes: {
    summary: 'Fråga innan allt är bestämt, och berätta efteråt vad svaren ledde till.',
    sections: [
      {
        heading: 'Fråga medan det går att ändra',
        kind: 'talk',
        speakers: [tove],
        text: `Kommunen frågade 400 barn om den nya parken. De vuxna hade ritat en fontän. Barnen ville ha en toalett.

- Det blev en toalett. Och en liten fontän.
- Varje barn fick ett vykort med svaret: så här blev det, och därför.`,
        questions: [['Hur små barn kan man fråga?', 'Treåringar pekar på bilder. De är mycket bestämda.']],
      },
      {
        heading: 'Barnens bokråd',
        kind: 'talk',
        speakers: [amira, sixten],
        text: `Åtta barn väljer en del av bibliotekets böcker, med riktiga pengar. Hälften av böckerna handlar om hästar, och alla är utlånade.

- Rådet träffas en gång i månaden, med saft.
- Ungdomens hus startar ett liknande råd för spel.`,
      },
      {
        heading: 'Övriga frågor',
        kind: 'other-business',
        text: 'Gruppen vill pröva att börja mötena med fem minuters presentation. Det är infört från och med {möte+1}.',
      },
    ],
  },
};
