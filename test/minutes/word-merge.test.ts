import { expect, it } from 'vitest';
import { mergeWords } from '../../server/minutes/word-merge.ts';
import { randomFrom } from '../support/faulty-smtp.ts';

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);

/** Takes some of its words away and puts new ones in, each of its own. */
function edited(base: string[], mark: string, random: () => number) {
  const removed = new Set<string>();
  const added: string[] = [];
  const words = base.flatMap((word) => {
    const isGone = random() < 0.15;
    if (isGone) removed.add(word);
    const fresh = random() < 0.15 ? [`${mark}${added.length}`] : [];
    added.push(...fresh);
    return [...(isGone ? [] : [word]), ...fresh];
  });
  const text = words.map((word) => word + (random() < 0.1 ? '\n' : ' ')).join('');
  return { text, removed, added };
}

it('loses no word of either, and brings none back that only one took away, in 500 random texts', () => {
  const random = randomFrom(11);
  for (let round = 0; round < 500; round++) {
    const base = Array.from({ length: Math.floor(random() * 40) }, (_, index) => `ord${index}`);
    const [mine, theirs] = [edited(base, 'mitt', random), edited(base, 'deras', random)];
    const { text } = mergeWords(base.join(' '), mine.text, theirs.text);
    const merged = wordsOf(text);
    const told = JSON.stringify([base, mine.text, theirs.text, text]);
    for (const word of [...mine.added, ...theirs.added])
      expect(
        merged.filter((one) => one === word),
        `${word} ${told}`,
      ).toEqual([word]);
    for (const word of base) {
      const isGone = mine.removed.has(word) && theirs.removed.has(word);
      const isKept = !mine.removed.has(word) && !theirs.removed.has(word);
      if (isGone) expect(merged, told).not.toContain(word);
      if (isKept) expect(merged, told).toContain(word);
    }
  }
});

it('takes away what one took away, when the other wrote elsewhere', () => {
  const random = randomFrom(3);
  for (let round = 0; round < 500; round++) {
    const base = Array.from({ length: 30 }, (_, index) => `ord${index}`);
    const cut = Math.floor(random() * 10);
    const mine = base.filter((_, index) => index !== cut).join(' ');
    const at = 15 + Math.floor(random() * 10);
    const theirs = base.toSpliced(at, 0, 'nytt').join(' ');
    const { text, clash } = mergeWords(base.join(' '), mine, theirs);
    expect([wordsOf(text), clash]).toEqual([base.toSpliced(at, 0, 'nytt').toSpliced(cut, 1), false]);
  }
});

it('is the one text when only one wrote, and the same for both', () => {
  expect(mergeWords('a b', 'a b c', 'a b')).toEqual({ text: 'a b c', clash: false });
  expect(mergeWords('a b', 'a b', 'a c')).toEqual({ text: 'a c', clash: false });
  expect(mergeWords('a b', 'a c', 'a c')).toEqual({ text: 'a c', clash: false });
});
