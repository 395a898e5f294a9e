import type { PastExample } from '../example.ts';
import { birger, hamid, karin, linnea, malte, ruben, sixten, vera } from './people.ts';

export const evenings: PastExample = {
  theme: 'Trygga kvällar på stan',
  description:
    'Fältgruppen, nattvandrarna och Ungdomens hus berättar hur en helt vanlig fredagskväll ser ut.',
  organisations: ['Exempelbostäder'],
  minutes: {
    summary: 'Det som gör störst skillnad är vuxna som stannar kvar. Nattvandrarna behöver tio till.',
    sections: [
      {
        heading: 'En fredag med fältgruppen',
        kind: 'talk',
        speakers: [malte],
        text: `Malte har gått samma runda i elva år. Han kan namnet på de flesta mellan tretton och nitton, och på deras hundar.

- Fältgruppen är ute tre kvällar i veckan.
- De flesta samtalen handlar om skolan, kärlek och vem som är arg på vem.
- Ungefär ett samtal i veckan leder till att en ung person får mer hjälp.`,
        questions: [
          [
            'Hur pratar ni med någon som inte vill prata?',
            'Man pratar om något annat. Fotboll går nästan alltid.',
          ],
          [
            'Ringer ni hem till föräldrarna?',
            'Bara om vi är oroliga, och då berättar vi det för den unga först.',
          ],
        ],
      },
      {
        heading: 'Nattvandrarna',
        kind: 'talk',
        speakers: [hamid],
        text: `Fyra västar, en termos och en påse plåster. Mer behövs inte.

- Det behövs tio nya för att kunna gå varje fredag.
- En halv dags introduktion ingår, liksom kanelbullarna.
- Exempelbostäder lånar ut ett rum att värma sig i.`,
      },
      {
        heading: 'Ungdomens hus har öppet längre',
        kind: 'talk',
        speakers: [sixten],
        text: 'Ungdomarna röstade själva om öppettiderna. Det blev till klockan 23 på fredagar, och stängt på måndagar. Kön till pingisbordet är nu husets största problem.',
        questions: [
          ['Får man vara med om man är 20?', 'Som ledare, ja. Säg till, så ordnar vi en provkväll.'],
        ],
      },
      {
        heading: 'Övriga frågor',
        kind: 'other-business',
        text: `Lampan i gångtunneln vid stationen är trasig igen.

→ Karin Tänkdal, före {möte+1}: anmäl lampan i gångtunneln

→ Nattvandrarna i Exempelstad, senast {möte+2}: hitta tio nya nattvandrare`,
      },
    ],
  },
};

export const places: PastExample = {
  theme: 'Mötesplatser som alla hittar till',
  description:
    'Vad får en människa att gå in genom en dörr första gången? Navet och boendestödet delar med sig.',
  minutes: {
    summary:
      'En person i dörren betyder mer än en skylt. Navet och boendestödet börjar med gemensamma första besök.',
    sections: [
      {
        heading: 'Att våga öppna dörren',
        kind: 'talk',
        speakers: [ruben, birger],
        text: `Birger gick förbi Navet i ett halvår innan han gick in. "Det såg ut som att alla redan kände varandra", säger han. Nu är det han som står i dörren på tisdagar.

- Den som är ny får alltid en fråga: kaffe eller te?
- Ingen behöver berätta varför man har kommit.
- Möblerna står så att man kan sitta själv utan att se ensam ut.`,
        questions: [
          ['Vad hade fått dig att gå in tidigare?', 'Om någon hade gått med mig.'],
          ['Hur länge stannar folk?', 'Första gången tio minuter. Sedan svårt att bli av med.'],
        ],
      },
      {
        heading: 'Första besöket tillsammans',
        kind: 'talk',
        speakers: [vera],
        text: `Boendestödet följer med till en mötesplats, sitter kvar en stund och går sedan. Av tjugo som har prövat går femton dit på egen hand.

- Det tar i snitt tre besök.
- Regn är ingen ursäkt. Vera har två paraplyer.`,
      },
      {
        heading: 'Övriga frågor',
        kind: 'other-business',
        text: 'Lampan i gångtunneln är lagad. Applåder.\n\nEtt kort med alla mötesplatser och tider efterfrågas. Karin samlar in uppgifterna.',
      },
    ],
  },
};

export const violence: PastExample = {
  theme: 'Våld i nära relationer: att våga fråga',
  description:
    'Kvinnojouren Lyktan och socialtjänsten om den svåra frågan, och om vad som händer efter svaret.',
  organisations: ['Anhörigcentrum'],
  minutes: {
    summary: 'Fråga alla, fråga rakt och fråga igen. Ett nej i dag kan bli ett ja om ett år.',
    sections: [
      {
        heading: 'Frågan som öppnar',
        kind: 'talk',
        speakers: [linnea],
        text: `De flesta som har sökt sig till Lyktan säger att ingen hade frågat dem förut. Därför frågar jouren alla, på samma sätt.

- Fråga i enrum, aldrig med partner eller barn som tolk.
- Fråga om det som händer, inte om "våld". Till exempel: är du rädd för någon där hemma?
- Lova inget som du inte kan hålla.`,
        questions: [
          [
            'Vad gör jag om svaret är ja?',
            'Tacka för förtroendet, fråga om det är bråttom och ring oss tillsammans.',
          ],
          ['Får en granne ringa er?', 'Ja. Man behöver inte säga vem det gäller för att få råd.'],
        ],
      },
      {
        heading: 'Så arbetar socialtjänsten',
        kind: 'talk',
        speakers: [karin],
        text: `Sedan förra året är frågan en del av varje första samtal. Det tog tid innan den kändes naturlig.

- Skyddat boende kan ordnas samma dag.
- Två i gruppen är utbildade för att möta den som använder våld.`,
      },
      {
        heading: 'Film från utbildningen',
        kind: 'postponed',
        text: 'Tekniken ville inte. Filmen visas på ett senare möte.',
      },
    ],
  },
};
