import type { AgendaKind } from '../../db/tables/meetings.ts';
import type { AgendaItem } from '../meetings/meeting.ts';
import type { MinutesSection, SectionKind } from './minutes.ts';

const KINDS: Record<AgendaKind, SectionKind> = {
  talk: 'talk',
  report: 'text',
  'follow-up': 'text',
  'other-business': 'other-business',
};

/** What the minutes begin with for an item of the agenda. */
export function sectionOf({ title, kind, speakers }: AgendaItem): MinutesSection {
  const coming = speakers.filter(({ answer, named }) => answer !== 'no' && named === 1);
  const printed = coming.map(({ name, role, organisation }) => ({ name, role, organisation }));
  return { id: '', heading: title, level: 1, kind: KINDS[kind], speakers: printed, markdown: '' };
}
