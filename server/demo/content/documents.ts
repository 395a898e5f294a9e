import type { DocumentKind } from '../../documents/document.ts';

export interface ExampleDocument {
  title: string;
  kind: DocumentKind;
  source: string;
  dated_on: string;
  theme: string;
  /** A link, or the text of a file. */
  url?: string;
  text?: string;
}

export const DOCUMENTS: ExampleDocument[] = [
  {
    title: 'Kvällsvandringar under två år',
    kind: 'report',
    source: 'Fritidsföreningen Lyktan',
    dated_on: '2025-11',
    theme: 'Trygga kvällar på stan',
    text: 'Kvällsvandringar under två år\n\nVi har gått 84 kvällar, mest mellan stationen och torget. Tryggheten ökar när samma vuxna kommer tillbaka. Ungdomarna hälsar först nu. Det som behövs härnäst är ett öppet hus på fredagar, belysning vid cykelstället och någon att ringa när det är kallt.\n',
  },
  {
    title: 'Fyra frågor som gör ett brev lättare att läsa',
    kind: 'article',
    source: 'Tidningen Raka spåret',
    dated_on: '2024-03-14',
    theme: 'Klarspråk i brev och beslut',
    url: 'https://www.example.org/raka-sparet/fyra-fragor',
  },
  {
    title: 'Plan mot ofrivillig ensamhet',
    kind: 'plan',
    source: 'Omsorgsnämnden',
    dated_on: '2023',
    theme: 'Ensamhet bland äldre',
    url: 'https://www.example.org/omsorgsnamnden/plan-mot-ensamhet',
  },
];
