/** As much of a revision as a list of them needs. */
export interface Listed {
  id: number;
  number: number;
  autosaved: 0 | 1;
  who: string | null;
}

/** A version that somebody asked for, with those that the page kept by itself on the way there. */
export interface Folded<T extends Listed> {
  revision: T;
  kept: T[];
}

/** Newest first. What one person's page kept stands folded under the next version, or under the last one kept. */
export function folded<T extends Listed>(revisions: readonly T[], publicId: number | null): Folded<T>[] {
  const groups: Folded<T>[] = [];
  for (const revision of revisions) {
    const group = groups.at(-1);
    const isOwn = group && group.revision.who === revision.who;
    if (isOwn && revision.autosaved && revision.id !== publicId) group.kept.push(revision);
    else groups.push({ revision, kept: [] });
  }
  return groups;
}
