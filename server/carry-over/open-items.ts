import type { AgendaItem } from '../meetings/meeting.ts';
import { nameKey } from '../shared/slug.ts';

export type Skeleton = readonly { title: string }[];

/** What stands on every agenda, such as "Välkommen", is done without anybody asking. */
export function isStanding({ title, kind }: Pick<AgendaItem, 'title' | 'kind'>, skeleton: Skeleton): boolean {
  return kind === 'other-business' || skeleton.some((one) => nameKey(one.title) === nameKey(title));
}

/** What somebody must say the end of. */
export function openItems<Item extends Pick<AgendaItem, 'title' | 'kind' | 'state'>>(
  items: readonly Item[],
  skeleton: Skeleton,
): Item[] {
  return items.filter((item) => item.state === 'planned' && !isStanding(item, skeleton));
}
