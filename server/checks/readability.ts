import type { Found, Passage } from './passage.ts';
import { wordIndexAt } from './words.ts';

const MOST_WORDS = 25;
const LONG_WORD = 6;
/** Shorter texts have no sure LIX. */
const LEAST_WORDS = 60;
const HARD_LIX = 50;

export function findLongSentences({ prose, sentences, words, blocks }: Passage): Found[] {
  const tables = blocks.filter(({ kind }) => kind === 'table');
  return sentences.flatMap(({ from, to }) => {
    const count = wordIndexAt(words, to) - wordIndexAt(words, from);
    if (count <= MOST_WORDS || prose[from] === '|') return [];
    if (tables.some((table) => from >= table.from && from < table.to)) return [];
    const why = `Meningen har ${count} ord. Dela den gärna i två.`;
    return [{ rule: 'long-sentence' as const, from, to, why, remedies: [] }];
  });
}

/** Words in a sentence, and long words in a hundred. */
export function findLix({ words, sentences, blocks, text }: Passage): Found[] {
  if (words.length < LEAST_WORDS || blocks.some(({ kind }) => kind === 'table')) return [];
  const long = words.filter((word) => word.text.length > LONG_WORD).length;
  const lix = Math.round(words.length / sentences.length + (long * 100) / words.length);
  if (lix <= HARD_LIX) return [];
  const why = `Avsnittet är svårläst (läsbarhetsindex ${lix}, lätt text har högst 40). Kortare ord och meningar hjälper.`;
  return [{ rule: 'lix', from: 0, to: text.length, why, remedies: [] }];
}

export function findHeadingOrder({ blocks, text }: Passage): Found[] {
  let last: number | undefined;
  return blocks.flatMap(({ kind, level, from, to }) => {
    if (kind !== 'heading') return [];
    const isSkipped = last !== undefined && level > last + 1;
    const wanted = (last ?? 0) + 1;
    last = isSkipped ? wanted : level;
    if (!isSkipped) return [];
    const line = text.slice(from, to).trimEnd();
    const mended = line.replace(/^( {0,3})#{1,6}/, `$1${'#'.repeat(wanted)}`);
    const remedies = mended === line ? [] : [{ label: 'Höj rubriken ett steg', text: mended }];
    return [
      {
        rule: 'heading-order' as const,
        from,
        to: from + line.length,
        why: 'Rubriken hoppar över en nivå.',
        remedies,
      },
    ];
  });
}
