import type { Known } from './finding.ts';
import type { Found, Passage } from './passage.ts';

const GAP = '[  ()\\-‐‑–/.]{0,3}';
const CANDIDATE = new RegExp(
  `(?<!\\d)(?<!\\d[.,:/_-])(?:\\(?(?:\\+|00)[1-9]\\d?\\)?(?:${GAP}\\d){6,12}|\\(?0[1-9](?:${GAP}\\d){6,8})(?!\\d)`,
  'g',
);
const OTHER_NUMBER =
  /(?:ocr|order|faktura|artikel|referens|konto|diarie|isbn|bankgiro|plusgiro|pg|bg)[a-zåäö]*[\s.:#]*$/i;
const LONGEST_LABEL = 30;
/** Times, dates, and two groups of four. */
const LOOK_ALIKE =
  /^\d{2}[.:]\d{2}[\s–-]+\d{2}[.:]\d{2}$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$|^\d{4}[\s–-]+\d{4}$|^\d{2} \d{2} \d{2}-\d$/;
/** Helplines and switchboards that cost the caller nothing or as a local call: never anybody's own. */
const SERVICE = /^0(?:20|77)/;

/** The digits as dialled inside Sweden. */
function nationalNumber(words: string): string {
  const digits = words.replace(/\(0\)/, '').replace(/[^\d+]/g, '');
  return digits.replace(/^(?:\+|00)460?/, '0');
}

/** The public telephone numbers, as findTelephones compares them. */
export function publicTelephones({ publicTexts }: Pick<Known, 'publicTexts'>): ReadonlySet<string> {
  return new Set(
    publicTexts.flatMap((text) => [...text.matchAll(CANDIDATE)].map(([words]) => nationalNumber(words))),
  );
}

export function findTelephones(passage: Passage, known: ReadonlySet<string>): Found[] {
  const { text, links } = passage;
  return [...text.matchAll(CANDIDATE)].flatMap(({ index, 0: words }) => {
    const from = index + (words.startsWith('(') && !words.includes(')') ? 1 : 0);
    if (isOther(text, index, words, known)) return [];
    if (!isTelephoneLink(text, index) && links.some((link) => index > link.textTo && index < link.to))
      return [];
    return [
      {
        rule: 'telephone' as const,
        from,
        to: index + words.length,
        why: 'Telefonnumret är inte ett av gruppens.',
        remedies: [{ label: 'Stryk numret', text: '' }],
      },
    ];
  });
}

function isTelephoneLink(text: string, index: number): boolean {
  return /(?:tel|sms|callto):$/i.test(text.slice(Math.max(0, index - 8), index));
}

function isOther(text: string, index: number, words: string, known: ReadonlySet<string>): boolean {
  const number = nationalNumber(words);
  if (known.has(number) || LOOK_ALIKE.test(words) || SERVICE.test(number)) return true;
  const before = text.slice(Math.max(0, index - LONGEST_LABEL), index);
  const isPartOfSum = /\d[  ]$/.test(before) && /^\d{3}(?:[  ]\d{3})+$/.test(words);
  const isPartOfCard = /\d{4}[  ]$/.test(before) && /^\d{4}(?:[  ]\d{4})+$/.test(words);
  return isPartOfSum || isPartOfCard || OTHER_NUMBER.test(before) || /(?:https?:\/\/|www\.)\S*$/.test(before);
}
