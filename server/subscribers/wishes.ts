export const WISHES = ['announcement', 'changes', 'reminder', 'minutes', 'calendar'] as const;
export type Wish = (typeof WISHES)[number];
export type Wishes = Record<Wish, 0 | 1>;

/** What the form and the list file call each wish. */
export const WORDS: Record<Wish, string> = {
  announcement: 'inbjudan',
  changes: 'ändringar',
  reminder: 'påminnelse',
  minutes: 'minnesanteckningar',
  calendar: 'kalender',
};

export const LABELS: Record<Wish, { label: string; hint: string }> = {
  announcement: { label: 'Inbjudan', hint: 'Tid, plats, tema och dagordning, ungefär tio dagar före mötet.' },
  changes: { label: 'Ändringar', hint: 'Om ett möte flyttas, ändras eller ställs in.' },
  reminder: { label: 'Påminnelse', hint: 'Ett kort mejl strax före mötet.' },
  minutes: { label: 'Minnesanteckningar', hint: 'När anteckningarna från ett möte är publicerade.' },
  calendar: {
    label: 'Kalenderinbjudan',
    hint: 'Inbjudan kommer som en kallelse som lägger sig i din kalender och följer med när mötet ändras.',
  },
};

export const STANDARD: Wishes = { announcement: 1, changes: 1, reminder: 0, minutes: 1, calendar: 0 };
const NONE: Wishes = { announcement: 0, changes: 0, reminder: 0, minutes: 0, calendar: 0 };

const SYNONYMS: Record<string, Wish> = {
  inbjudan: 'announcement',
  kallelse: 'announcement',
  ändringar: 'changes',
  påminnelse: 'reminder',
  minnesanteckningar: 'minutes',
  kalender: 'calendar',
  kalenderinbjudan: 'calendar',
};

/** The calendar entry comes with the announcement, so who wants the one gets the other. */
export function wishesFrom(chosen: readonly Wish[]): Wishes {
  const wishes = { ...NONE };
  for (const wish of chosen) wishes[wish] = 1;
  if (wishes.calendar) wishes.announcement = 1;
  return wishes;
}

/** Reads words of the form or of a list file; `unknown` holds those that are no wish. */
export function readWishes(words: readonly string[]): { wishes: Wishes; unknown: string[] } {
  const known: Wish[] = [];
  const unknown: string[] = [];
  for (const word of words.map((one) => one.normalize('NFC').toLocaleLowerCase('sv')).filter(Boolean)) {
    const wish = Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined;
    if (wish) known.push(wish);
    else unknown.push(word);
  }
  return { wishes: wishesFrom(known), unknown };
}

export function hasWish(wishes: Wishes): boolean {
  return WISHES.some((wish) => wishes[wish] === 1);
}

export function wishWords(wishes: Wishes): string[] {
  return WISHES.filter((wish) => wishes[wish] === 1).map((wish) => WORDS[wish]);
}
