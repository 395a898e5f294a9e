import type { Found, Passage } from './passage.ts';

const CANDIDATE =
  /(?<!\d)((?:18|19|20)?\d{2})(\d{2})(\d{2})([  ]?[-+‐‑‒–—−]?[  ]?)(\d{4})(?!\d)|(?<!\d)((?:18|19|20)\d{2})-(\d{2})-(\d{2})([- ])(\d{4})(?!\d)/g;
const OTHER_NUMBER =
  /(?:ocr|order|faktura|artikel|kund|referens|ärende|diarie|serie|konto|kort|isbn|bankgiro|plusgiro)[a-zåäö]*[\s.:#]*$/i;
const LONGEST_LABEL = 30;
/** A number this late that ends like a time is a date and a time. */
const FIRST_YEAR_OF_TIMES = 2005;

export function findPersonalNumbers({ text }: Passage): Found[] {
  return [...text.matchAll(CANDIDATE)]
    .filter((match) => isPersonalNumber(match) && !isLabelled(text, match))
    .map(({ index, 0: words }) => ({
      rule: 'personal-number',
      from: index,
      to: index + words.length,
      why: 'Ett personnummer får inte publiceras.',
      remedies: [{ label: 'Stryk numret', text: '' }],
    }));
}

function isPersonalNumber(match: RegExpMatchArray): boolean {
  const [year, month, day, between, last] = (match[1] ? match.slice(1, 6) : match.slice(6, 11)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  if (!isDate(year, Number(month), Number(day))) return false;
  if (!hasCheckDigit(year.slice(-2) + month + day + last)) return false;
  const couldBeTime = Number(last.slice(0, 2)) < 24 && Number(last.slice(2)) < 60;
  const isDash = match[1] ? Boolean(between.trim()) : between === '-';
  return isDash || !couldBeTime || year.length === 2 || Number(year) < FIRST_YEAR_OF_TIMES;
}

/** A samordningsnummer has 60 more in the day. */
function isDate(year: string, month: number, day: number): boolean {
  const own = day > 60 ? day - 60 : day;
  const years = year.length === 4 ? [Number(year)] : [1900 + Number(year), 2000 + Number(year)];
  return years.some((one) => {
    const days = [31, isLeap(one) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
    return days !== undefined && own >= 1 && own <= days;
  });
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function hasCheckDigit(digits: string): boolean {
  const sum = Array.from(digits).reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** An invoice or order number without any dash is what it says. */
function isLabelled(text: string, { index, 0: words }: RegExpExecArray): boolean {
  return /^\d+$/.test(words) && OTHER_NUMBER.test(text.slice(Math.max(0, index - LONGEST_LABEL), index));
}
