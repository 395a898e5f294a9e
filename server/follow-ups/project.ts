import type { FollowUpState } from '../../db/tables/proposals.ts';
import type { FollowUp } from './follow-up.ts';

const WORDS: readonly [FollowUpState, one: string, many: string][] = [
  ['done', 'klar', 'klara'],
  ['ongoing', 'pågår', 'pågår'],
  ['open', 'planerad', 'planerade'],
  ['postponed', 'uppskjuten', 'uppskjutna'],
  ['dropped', 'blev inte av', 'blev inte av'],
];

/** "5 aktiviteter: 2 klara, 1 pågår, 2 uppskjutna, 7 organisationer"; "" when there are none. */
export function projectSummary(activities: readonly Pick<FollowUp, 'state' | 'organisations'>[]): string {
  if (!activities.length) return '';
  const parts = WORDS.flatMap(([state, one, many]) => {
    const count = activities.filter((activity) => activity.state === state).length;
    return count ? [`${count} ${count === 1 ? one : many}`] : [];
  });
  const organisations = new Set(activities.flatMap((one) => one.organisations.map(({ id }) => id))).size;
  if (organisations)
    parts.push(`${organisations} ${organisations === 1 ? 'organisation' : 'organisationer'}`);
  return `${activities.length} ${activities.length === 1 ? 'aktivitet' : 'aktiviteter'}: ${parts.join(', ')}`;
}
