import type { ComingExample, ExampleItem } from '../example.ts';
import { amira, elsa, gull, holger, ida, jens, linnea, sixten, tove, vera } from './people.ts';

const welcome: ExampleItem = { title: 'Välkommen och en runda i rummet', kind: 'report', minutes: 10 };
const other: ExampleItem = { title: 'Övriga frågor', kind: 'other-business', minutes: 15 };

/** In order of date, the next one first. */
export const COMING: ComingExample[] = [
  {
    state: 'confirmed',
    theme: 'Digitalt utanförskap',
    announced: true,
    description:
      'Vad gör man när allt kräver en app och man inte har någon? Biblioteket och Pensionärsringen berättar om surfhjälpen, och vi prövar kommunens e-tjänster tillsammans.\n\nTa gärna med en telefon som krånglar.',
    items: [
      welcome,
      { title: 'Surfhjälpen på biblioteket', kind: 'talk', minutes: 30, speakers: [[amira, 'yes']] },
      {
        title: 'När telefonen är smartare än jag',
        kind: 'talk',
        minutes: 25,
        speakers: [
          [gull, 'yes'],
          [sixten, 'waiting'],
        ],
      },
      {
        title: 'Ekonomi på biblioteket: så blir schemat',
        kind: 'follow-up',
        minutes: 10,
        speakers: [[ida, 'yes']],
      },
      other,
    ],
  },
  {
    state: 'confirmed',
    theme: 'Digitalt utanförskap',
    part: 'del 2',
    description:
      'Vi fortsätter där vi slutade: vad kan göras enklare, och vad måste få finnas kvar på papper?',
    items: [
      welcome,
      { title: 'Blanketten som inte försvann', kind: 'talk', speakers: [[holger, 'waiting']] },
      other,
    ],
  },
  {
    state: 'tentative',
    theme: 'Bostad först',
    twoDates: true,
    description: 'Först ett eget hem, sedan allt det andra. Datumet beror på när föreläsaren kan.',
    items: [
      welcome,
      {
        title: 'Nyckeln i handen',
        kind: 'talk',
        speakers: [
          [vera, 'yes'],
          [elsa, 'waiting'],
        ],
      },
      other,
    ],
  },
  {
    state: 'confirmed',
    theme: 'Ungas psykiska hälsa',
    description:
      'Ungdomens hus har frågat 200 unga vad som får dem att må bra. Svaren var inte de som de vuxna hade gissat.',
    items: [
      welcome,
      {
        title: 'Tvåhundra svar',
        kind: 'talk',
        speakers: [
          [sixten, 'yes'],
          [tove, 'waiting'],
        ],
      },
      { title: 'Film: att våga fråga', kind: 'follow-up', speakers: [[linnea, 'no']] },
      other,
    ],
  },
  {
    state: 'cancelled',
    theme: 'Kultur på recept',
    description: 'Körsång, keramik och kulturlotsar: vad händer när kultur blir en del av vården?',
    reason: 'Lokalens hiss byts ut den veckan, och alla ska kunna komma. Temat tas upp en annan gång.',
    items: [welcome, other],
  },
  { state: 'tentative', description: '', items: [] },
  {
    state: 'tentative',
    theme: 'När krisen kommer',
    description: 'Vilka grannar behöver hjälp om strömmen går, och vem knackar på hos dem?',
    items: [
      welcome,
      { title: 'Trygghetspunkten i ditt kvarter', kind: 'talk', speakers: [[jens, 'waiting']] },
      other,
    ],
  },
  { state: 'tentative', description: '', items: [] },
];
