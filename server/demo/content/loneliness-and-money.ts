import type { PastExample } from '../example.ts';
import { amira, gull, holger, ida, ruben, siv, solveig } from './people.ts';

export const loneliness: PastExample = {
  theme: 'Ensamhet bland äldre',
  description:
    'Hur märker vi att någon har blivit ensam, och vad gör vi då? Pensionärsringen och Norra församlingen berättar om telefonkedjan och de öppna luncherna.',
  organisations: ['Kvarterslokalen Navet'],
  minutes: {
    draft: true,
    summary:
      'En telefonkedja kostar nästan ingenting och når dem som inte går hemifrån. Nu söks fler som vill ringa.',
    sections: [
      {
        heading: 'Telefonkedjan',
        kind: 'talk',
        speakers: [gull],
        text: `Gull-Maj ringer till fem personer varje morgon klockan nio. De ringer i sin tur till nästa. Klockan halv tio vet man att alla är uppe.

- 43 personer är med, den äldsta är 97.
- Den som inte svarar får besök av en granne med nyckel.
- Tre gånger har kedjan hittat någon som hade ramlat.`,
        questions: [
          [
            'Vad gör ni om någon inte vill bli uppringd längre?',
            'Vi slutar direkt. Men vi frågar om de vill ha en vinkning i trappan i stället.',
          ],
          ['Kan hemtjänsten tipsa om kedjan?', 'Ja, gärna. Det finns ett kort att dela ut.'],
        ],
      },
      {
        heading: 'Lunch för alla åldrar',
        kind: 'talk',
        speakers: [solveig],
        text: `Varje torsdag dukar församlingen för sextio. Förskolan i huset intill kommer med tolv barn, och ljudnivån blir därefter. Det är det som gästerna uppskattar mest.

- Lunchen kostar 40 kronor, kaffet ingår.
- Den som behöver skjuts ringer dagen före.`,
      },
      {
        heading: 'Övriga frågor',
        kind: 'other-business',
        text: 'Kvarterslokalen Navet har fått ett piano. Någon som kan stämma det? Ring Rut Ekmark på 070-174 06 20.',
      },
    ],
  },
};

export const moneyTwo: PastExample = {
  theme: 'När pengarna inte räcker',
  part: 'del 2',
  description:
    'Förra gången hörde vi om skuldrådgivningen. Nu handlar det om vad grannar, föreningar och affärer kan göra för varandra.',
  minutes: {
    summary:
      'Matbutiken som delar har fått 300 medlemmar på ett halvår. Gruppen vill pröva en öppen mottagning för ekonomifrågor på biblioteket.',
    sections: [
      {
        heading: 'Matbutiken som delar',
        kind: 'talk',
        speakers: [holger, siv],
        text: `Butikerna i centrum skänker varor med kort datum. Föreningen hämtar dem med lastcykel och säljer dem för en tredjedel av priset.

- 300 medlemmar, och fler på väg.
- Ingen behöver visa vad den tjänar. Det räcker att säga att man behöver.
- Två ton mat i månaden äts upp i stället för att slängas.

Det svåraste har varit att hitta en lokal med kyl. Nu lånar de fritidsgårdens kök på förmiddagarna.`,
        questions: [
          [
            'Vad händer med det som blir över?',
            'Det blir soppa på torsdagar, hos Norra församlingen.',
            'Resten går till biogas, men det är inte mycket.',
          ],
          [
            'Är det inte jobbigt att bli sedd där?',
            'Jo, för några. Därför ser det ut som en vanlig butik, med kassa och kvitto.',
          ],
        ],
      },
      {
        heading: 'Ekonomi på biblioteket',
        kind: 'talk',
        speakers: [amira],
        text: `Många frågar redan i informationsdisken om räkningar och blanketter. Amira vill ha en bestämd tid då någon med kunskap finns på plats.

- Förslaget är onsdagar klockan 15–17.
- Skuldrådgivarna kan komma varannan vecka, föreningen de andra veckorna.
- Biblioteket står för rum, kaffe och tystnadsplikt på väggen.`,
        questions: [
          ['När kan det börja?', 'När vi har ett schema för ett halvår. Vi berättar mer {möte+2}.'],
        ],
      },
      {
        heading: 'Övriga frågor',
        kind: 'other-business',
        text: `Kvarterslokalen Navet bjuder in till klädbyte. Ta med fem plagg, gå hem med fem andra. Barnkläder räknas dubbelt.

→ Exempelstads stadsbibliotek och Ida Provdotter, före {möte+2}: prova en fast tid för frågor om ekonomi

→ Kvarterslokalen Navet, innan jul: fråga skolorna om de vill vara med på klädbytet`,
      },
      {
        heading: 'Brev från inkassobolag',
        kind: 'postponed',
        text: 'Punkten hanns inte med. Ida tar upp den på ett kommande möte.',
      },
    ],
  },
};

export const moneyOne: PastExample = {
  theme: 'När pengarna inte räcker',
  description:
    'Vem kan man fråga om råd innan räkningarna har blivit ett berg? Skuldrådgivningen berättar hur ett samtal går till.',
  minutes: {
    summary:
      'Fler söker hjälp med skulder, och tidigare än förut. Det går nästan alltid att hitta en väg framåt.',
    correction:
      'Väntetiden till skuldrådgivningen är två veckor. I den första versionen stod det två månader.',
    sections: [
      {
        heading: 'Skuldrådgivning',
        kind: 'talk',
        speakers: [ida],
        text: `Antalet som söker har ökat, mest bland barnfamiljer. De flesta kommer nu innan skulderna har gått till Kronofogden.

- Väntetiden är två veckor.
- Samtalen är gratis. Man får vara anonym.
- Tolk finns på åtta språk.

Idas bästa råd: öppna breven. Ta med dem i en påse om det känns lättare.`,
        questions: [
          [
            'Hur når ni dem som inte vågar ringa?',
            'Vi går till öppna förskolan en gång i månaden. Där börjar det ofta med en fika.',
          ],
          ['Kan en förening boka er?', 'Ja. Det kostar inget och tar en timme.'],
        ],
      },
      {
        heading: 'Hyran först',
        kind: 'talk',
        speakers: [ruben],
        text: `På Navet hänger en lapp vid kaffet: "Betala hyran först. Sedan löser vi resten." Den har lett till fler samtal än någon broschyr.

- Ruben följer med till banken eller hyresvärden om någon vill ha sällskap.
- Nio av tio gånger går det att komma överens om en plan.`,
      },
      {
        heading: 'Övriga frågor',
        kind: 'other-business',
        text: 'Ett förslag har kommit in om bänkar längs promenaden till vårdcentralen. Det läggs in bland förslagen.',
      },
    ],
  },
};
