import type { FollowUpState } from '../../../db/tables/proposals.ts';

export interface ToldFollowUp {
  /** How it begins in the minutes, or what the activity is. */
  what: string;
  /** `meeting` counts backwards in the plan; without one it was answered by link, so many days ago. */
  told: { state: FollowUpState; answer: string; meeting?: number; days?: number }[];
}

/** How it went with the lines of the minutes. */
export const TOLD: ToldFollowUp[] = [
  {
    what: 'anmäl lampan i gångtunneln',
    told: [{ state: 'done', answer: 'Lampan lyser. Den är av en sort som ska tåla snöbollar.', meeting: -3 }],
  },
  {
    what: 'hitta tio nya nattvandrare',
    told: [{ state: 'ongoing', answer: 'Sex av tio har gått introduktionen.', days: 12 }],
  },
];

export const PROJECT = {
  proposal: 'Ett kort med alla mötesplatser',
  activities: [
    {
      what: 'Samla in tider och adresser',
      who: 'Karin Tänkdal',
      when: '',
      organisations: ['Socialtjänsten i Exempelstad', 'Kvarterslokalen Navet', 'Norra församlingen'],
      told: [{ state: 'done', answer: 'Elva mötesplatser är med.', meeting: -4 }],
    },
    {
      what: 'Rita kortet tillsammans med ungdomar',
      who: 'Ungdomens hus',
      when: '',
      organisations: ['Ungdomens hus', 'Exempelstads stadsbibliotek'],
      told: [{ state: 'ongoing', answer: 'Tre skisser är klara.', meeting: -2 }],
    },
    {
      what: 'Prova kortet på några som är nya i staden',
      who: 'Föreningen Öppen dörr',
      when: 'under nästa termin',
      organisations: ['Föreningen Öppen dörr'],
      told: [{ state: 'postponed', answer: 'Sjukdom.', meeting: -2 }],
    },
    {
      what: 'Trycka tusen kort',
      who: '',
      when: 'när provet är klart',
      organisations: [],
      told: [],
    },
  ] as (ToldFollowUp & { who: string; when: string; organisations: string[] })[],
};
