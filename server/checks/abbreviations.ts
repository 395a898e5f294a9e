import type { Known } from './finding.ts';
import type { Found, Passage } from './passage.ts';
import { keysOf, type Word } from './words.ts';

const SHORT = /^\p{Lu}[\p{Lu}-]{1,6}$/u;
const EVERYBODY_KNOWS = new Set(
  'AB EU FN USA UK IT TV PC SMS MMS OK CD DVD SVT SR TT HB KF ICA IKEA SJ BB VM EM OS PDF QR WC ID F S HD OBS PS CV DJ VD AI IP GPS'.split(
    ' ',
  ),
);
const ROMAN = /^[IVX]+$/;

/** Each abbreviation once, where it stands first and nobody has said what it is short for. */
export class Abbreviations {
  readonly #long: ReadonlyMap<string, string>;
  readonly #known: ReadonlySet<string>;
  readonly #seen = new Set<string>();

  constructor({ glossary, organisations }: Pick<Known, 'glossary' | 'organisations'>) {
    this.#long = new Map(glossary);
    this.#known = new Set(organisations.flatMap(keysOf));
  }

  find({ words, prose, blocks, kind }: Passage): Found[] {
    if (kind !== 'markdown') return [];
    const headings = blocks.filter((block) => block.kind === 'heading');
    return words.flatMap((word) => {
      const short = word.text;
      if (!this.#isShort(word) || this.#seen.has(short)) return [];
      if (headings.some(({ from, to }) => word.from >= from && word.to <= to)) return [];
      this.#seen.add(short);
      if (isExplained(prose, word)) return [];
      const long = this.#long.get(short);
      const why = long
        ? `Alla vet inte vad ${short} står för.`
        : `Alla vet kanske inte vad ${short} står för. Skriv ut det första gången.`;
      const remedies = long ? [{ label: `Skriv ”${long} (${short})”`, text: `${long} (${short})` }] : [];
      return [{ rule: 'abbreviation' as const, from: word.from, to: word.to, why, remedies }];
    });
  }

  #isShort({ text, key }: Word): boolean {
    if (this.#long.has(text)) return true;
    return SHORT.test(text) && !EVERYBODY_KNOWS.has(text) && !ROMAN.test(text) && !this.#known.has(key);
  }
}

/** "samordnad individuell plan (SIP)" or "SIP (samordnad individuell plan)" or "SIP, samordnad …". */
function isExplained(prose: string, { from, to }: Word): boolean {
  return (
    /[\p{L}\p{N}][  ]\($/u.test(prose.slice(Math.max(0, from - 3), from)) ||
    /^[  ]\(\p{L}{3}/u.test(prose.slice(to, to + 6))
  );
}
