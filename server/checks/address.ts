import type { Found, Passage } from './passage.ts';
import type { Person } from './person.ts';
import { lastBefore } from './sentences.ts';

const STREET =
  /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}\p{M}-]{1,40}[  ]){0,2}(?:\p{Lu}\p{L}{1,40}(?:gatan|gata|vägen|väg|gränd|gränden|stigen|stig|allén|torget|torg|backen|platsen|plats|kroken|slingan|ringen|liden|esplanaden|brinken|promenaden|grand|rondellen|svängen)|\p{Lu}\p{L}{1,40}[  ](?:gata|väg|gränd|allé|torg|plats|stig|backe))[  ]\d{1,3}(?:[  ]?[A-Ha-h](?!\p{L}))?(?!\d)/gu;
const NEAR = 80;
const APARTMENT = /,?[  ](?:lgh|lägenhet)\.?[  ]?\d{1,4}/iuy;
const POSTAL = /,[  ]?(?:SE-)?\d{3}[  ]?\d{2}[  ]\p{Lu}[\p{L}-]{1,40}/uy;
const LIVES =
  /(?<!\p{L})(?:bor|bodde|bott|bosatt\p{L}*|boende(?= på)|hemma|hemadress\p{L}*|privatadress\p{L}*|bostad|bostaden|bostadsadress\p{L}*|folkbokförd\p{L}*|lgh|c\/o|skriven på)(?!\p{L})/iu;
const PERHAPS_LIVES =
  /(?<!\p{L})(?:flytta\p{L}*|hyr|hyrde|lägenhet\p{L}*|lya|villa\p{L}*|sover|granne)(?!\p{L})/iu;
const MEETS =
  /(?<!\p{L})(?:\p{L}*lokal(?:en|er|erna)?|\p{L}*kontor\p{L}*|mottagning\p{L}*|verksamhet\p{L}*|möte\p{L}*|träffpunkt\p{L}*|granne med|byggstart|mötesplats\p{L}*|butik\p{L}*)(?!\p{L})/iu;

/** A street with a number is private where the sentence says that somebody lives there. */
export function findAddresses(
  passage: Passage,
  people: readonly Person[],
  publicTexts: readonly string[],
): Found[] {
  const { prose, sentences } = passage;
  const places = publicTexts.map(placeKey);
  const ends = new Set(people.map(({ to }) => to));
  return [...prose.matchAll(STREET)].flatMap(({ index: at, 0: words }) => {
    if (places.some((place) => place.includes(placeKey(words)))) return [];
    const end = at + words.length;
    const apartment = lengthAt(APARTMENT, prose, end);
    const postal = lengthAt(POSTAL, prose, end + apartment);
    const before = prose.slice(Math.max(sentences[lastBefore(sentences, end)]!.from, at - NEAR), at);
    if (!apartment && !isBesideName(prose, ends, at) && !isLivedAt(before)) return [];
    return [address(at, end + apartment + postal)];
  });
}

function address(from: number, to: number): Found {
  return {
    rule: 'address',
    from,
    to,
    why: 'Det ser ut som en adress där någon bor.',
    remedies: [
      { label: 'Skriv ”en adress i staden”', text: 'en adress i staden' },
      { label: 'Stryk adressen', text: '' },
    ],
  };
}

function isLivedAt(before: string): boolean {
  return !MEETS.test(before) && (LIVES.test(before) || PERHAPS_LIVES.test(before));
}

/** "Kalle Svensson, Storgatan 4". */
function isBesideName(prose: string, nameEnds: ReadonlySet<number>, at: number): boolean {
  return [1, 2, 3, 4].some((gap) => nameEnds.has(at - gap) && /^[\s,:(*_]*$/.test(prose.slice(at - gap, at)));
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function placeKey(text: string): string {
  return text.replace(/\s+/g, ' ').toLocaleLowerCase('sv');
}
