const TELLS =
  'berätta(?:r|de|t)|presentera(?:r|de)|visa(?:r|de)|led(?:er|de)|föreläs(?:er|te)|prata(?:r|de)|tala(?:r|de)|informera(?:r|de)|redovisa(?:r|de)|rapportera(?:r|de)|inled(?:er|de)|medverka(?:r|de)|svara(?:r|de)|lyssna(?:r|de)|gästa(?:r|de)|besök(?:er|te)|beskriv(?:er)|beskrev|förklara(?:r|de)|demonstrera(?:r|de)|moderera(?:r|de)|läs(?:er|te)|håller|höll|gick igenom|går igenom|kommer|kom|delar med sig|delade med sig|bjud(?:er)|bjöd|tipsa(?:r|de)|sammanfatta(?:r|de)|deltar|deltog|(?:ger|gav) en';
const WORKS = 'jobba(?:r|de)|arbeta(?:r|de)';
const ADVERBS = '(?:(?:också|även|nu|idag|sedan|först|kort) +)?';

const TELLING = new RegExp(` *,? *(?:som +)?${ADVERBS}(?:${TELLS})(?!\\p{L})`, 'uy');
const DOING =
  / +(?!(?:hälsade|öppnade|avslutade|tackade|antecknade|justerade|undrade|frågade)(?!\p{L}))(?:\p{Ll}{2,30}?(?:ade|dde|kte|ste|pte)|jobbar|arbetar|driver|drev|samordnar|ansvarar|bygger|sköter)(?!\p{L})/uy;
const WORKING_WITH = new RegExp(` +(?:${WORKS}) +med(?!\\p{L})`, 'uy');
const WORKING_AT = /,? +(?:som +)?(?:jobbar|jobbade|arbetar|arbetade) +(?:på|hos|vid|i|för) +/uy;
const TOLD =
  /(?<!\p{L})(?:berättar|berättade|presenterar|presenterade|föreläser|föreläste|redovisade|informerade)(?!\p{L})/u;
const ANY_VERB = new RegExp(`^(?:${TELLS}|${WORKS}|är|var|har|hade|vill|ska|kan|fick|får|gör|gjorde)$`, 'u');
const ANNOUNCES =
  /(?<!\p{L})(?:(?:berättar|berättade|föreläser|föreläste|talar|talade|informerar|informerade|inledde|inleder|svarar|svarade|rapporterade|medverkar|gästas av|besök av|besök från|tillsammans med|välkomnar|välkomna|träffa|möt) +|(?:medverkande|föreläsare|talare|gäster?|inledare|moderator) ?: *)(?=\p{Lu})/giu;

const sticky = (pattern: RegExp) => (text: string, at: number) => {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match ? at + match[0].length : null;
};

export const afterTelling = sticky(TELLING);
export const afterDoing = sticky(DOING);
export const afterWorkingWith = sticky(WORKING_WITH);
export const afterWorkingAt = sticky(WORKING_AT);

export function isTold(text: string): boolean {
  return TOLD.test(text);
}

export function isVerb(word: string): boolean {
  return ANY_VERB.test(word);
}

export function announcedAt(text: string): number[] {
  return [...text.matchAll(ANNOUNCES)].map((match) => match.index + match[0].length);
}
