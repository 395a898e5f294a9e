import { diffArrays } from 'diff';

export interface MergedText {
  text: string;
  /** Both wrote in the same place: the words of both stand there. */
  clash: boolean;
}

/** Milliseconds; texts that differ more than can be found out in that time are kept whole, one after the other. */
const PATIENCE = 80;
/** A word or a mark with the space before it, or a line break. */
const WORDS = /\n|[^\S\n]*[\p{L}\p{N}_]+|[^\S\n]*[^\s]|[^\S\n]+/gu;

/** One place that was changed: `from` to `to` of the base became `words`. */
interface Change {
  from: number;
  to: number;
  words: string[];
}

/** Three-way, word by word. Nothing that either wrote is left out; what only one took away is gone. */
export function mergeWords(base: string, mine: string, theirs: string): MergedText {
  if (mine === theirs || theirs === base) return { text: mine, clash: false };
  if (mine === base) return { text: theirs, clash: false };
  const words = wordsOf(base);
  const [own, other] = [changes(words, wordsOf(mine)), changes(words, wordsOf(theirs))];
  if (!own || !other) return { text: `${theirs}\n\n${mine}`, clash: true };
  return woven(words, own, other);
}

export function wordsOf(text: string): string[] {
  return text.match(WORDS) ?? [];
}

function changes(base: string[], text: string[]): Change[] | undefined {
  const found: Change[] = [];
  let at = 0;
  for (const { added, removed, value } of diffArrays(base, text, { timeout: PATIENCE }) ?? []) {
    if (!added && !removed) {
      at += value.length;
      continue;
    }
    const last = found.at(-1);
    const change = last && last.to === at ? last : { from: at, to: at, words: [] };
    if (change !== last) found.push(change);
    if (removed) change.to = at += value.length;
    else change.words.push(...value);
  }
  return found.length ? found : undefined;
}

function woven(base: string[], own: Change[], other: Change[]): MergedText {
  const result: string[] = [];
  let [at, clash, i, j] = [0, false, 0, 0];
  while (i < own.length || j < other.length) {
    const [mine, theirs] = [own[i], other[j]];
    if (mine && theirs && overlap(mine, theirs)) {
      const group = grouped(own, other, i, j);
      result.push(...base.slice(at, group.from));
      const both = union(
        applied(base, group.mine, group),
        applied(base, group.theirs, group),
        base.slice(group.from, group.to),
        (result.at(-1) ?? '\n') === '\n',
      );
      result.push(...both.words);
      clash ||= both.clash;
      [at, i, j] = [group.to, i + group.mine.length, j + group.theirs.length];
      continue;
    }
    const next = !theirs || (mine && isBefore(mine, theirs)) ? mine! : theirs;
    result.push(...base.slice(at, next.from), ...next.words);
    at = next.to;
    if (next === mine) i++;
    else j++;
  }
  return { text: [...result, ...base.slice(at)].join(''), clash };
}

/** The same words were changed, or both put something in at one place. */
function overlap(one: Change, other: Change): boolean {
  const inserted = one.from === one.to && other.from === other.to && one.from === other.from;
  return inserted || (one.from < other.to && other.from < one.to);
}

function isBefore(one: Change, other: Change): boolean {
  return one.from < other.from || (one.from === other.from && one.to < other.to);
}

/** All changes from there on that hang together. */
function grouped(own: Change[], other: Change[], i: number, j: number) {
  const group = {
    from: Math.min(own[i]!.from, other[j]!.from),
    to: Math.max(own[i]!.to, other[j]!.to),
    mine: [own[i]!],
    theirs: [other[j]!],
  };
  for (let grown = true; grown;) {
    grown = false;
    for (const [list, taken, start] of [
      [own, group.mine, i],
      [other, group.theirs, j],
    ] as const) {
      const next = list[start + taken.length];
      if (!next || next.from >= group.to) continue;
      taken.push(next);
      group.to = Math.max(group.to, next.to);
      grown = true;
    }
  }
  return group;
}

function applied(base: string[], list: Change[], { from, to }: { from: number; to: number }): string[] {
  const words: string[] = [];
  let at = from;
  for (const change of list) {
    words.push(...base.slice(at, change.from), ...change.words);
    at = change.to;
  }
  return [...words, ...base.slice(at, to)];
}

/** Their words and then mine, what is the same in both only once; what was only taken away stays away. */
function union(
  mine: string[],
  theirs: string[],
  base: string[],
  isLineStart: boolean,
): { words: string[]; clash: boolean } {
  const [own, other] = [mine.join(''), theirs.join('')];
  if (own === other || other === base.join('') || (!base.length && own.startsWith(other)))
    return { words: mine, clash: false };
  if (own === base.join('') || (!base.length && other.startsWith(own)))
    return { words: theirs, clash: false };
  if (!base.length) return { words: joined(theirs, mine, isLineStart ? '\n' : ' '), clash: true };
  const [start, end] = [commonStart(mine, theirs), commonEnd(mine, theirs)];
  const [ownRest, otherRest] = [
    mine.slice(start, mine.length - end),
    theirs.slice(start, theirs.length - end),
  ];
  const words = [
    ...mine.slice(0, start),
    ...joined(otherRest, ownRest, ' '),
    ...mine.slice(mine.length - end),
  ];
  return { words, clash: true };
}

function joined(first: string[], second: string[], between: string): string[] {
  const [last, next] = [first.at(-1), second[0]];
  if (last === undefined || next === undefined || /\s$/.test(last) || /^\s/.test(next))
    return [...first, ...second];
  return [...first, between, ...second];
}

function commonStart(one: string[], other: string[]): number {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && one[count] === other[count]) count++;
  return count;
}

function commonEnd(one: string[], other: string[]): number {
  const most = Math.min(one.length, other.length) - commonStart(one, other);
  let count = 0;
  while (count < most && one.at(-1 - count) === other.at(-1 - count)) count++;
  return count;
}
