import { diffArrays } from 'diff';
import { wordsOf } from './word-merge.ts';

export interface ComparedPart {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Milliseconds; what takes longer is shown as wholly another text. */
const PATIENCE = 200;

/** Word by word: what the newer text has that the older had not, and the other way round. */
export function comparison(older: string, newer: string): ComparedPart[] {
  const parts = diffArrays(wordsOf(older), wordsOf(newer), { timeout: PATIENCE });
  if (!parts)
    return [
      { kind: 'removed', text: older },
      { kind: 'added', text: newer },
    ];
  return parts.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value.join(''),
  }));
}
