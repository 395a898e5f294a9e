import type { AgendaKind } from '../../db/tables/meetings.ts';
import type { AgendaItem, Meeting } from '../meetings/meeting.ts';
import { EMPTY_MINUTES, type MinutesContent, type MinutesSection, type SectionKind } from './minutes.ts';

const KINDS: Record<AgendaKind, SectionKind> = {
  talk: 'talk',
  report: 'text',
  'follow-up': 'text',
  'other-business': 'other-business',
};

/** The first text of the minutes: each item of the agenda is a section, the postponed ones are listed last. */
export function draftFrom(meeting: Pick<Meeting, 'items'>, closing: string): MinutesContent {
  const held = meeting.items.filter(({ state }) => state !== 'postponed');
  const postponed = meeting.items.filter(({ state }) => state === 'postponed');
  const sections = [...held.map(sectionOf), ...(postponed.length ? [listOf(postponed)] : [])];
  return {
    ...EMPTY_MINUTES,
    sections: sections.map((section, index) => ({ ...section, id: `avsnitt-${index + 1}` })),
    closing,
  };
}

function sectionOf({ title, kind, speakers }: AgendaItem): MinutesSection {
  const coming = speakers.filter(({ answer }) => answer !== 'no');
  const printed = coming.map(({ name, role, organisation }) => ({ name, role, organisation }));
  return { id: '', heading: title, level: 1, kind: KINDS[kind], speakers: printed, markdown: '' };
}

function listOf(items: AgendaItem[]): MinutesSection {
  const markdown = items.map(({ title }) => `- ${title}`).join('\n');
  return { id: '', heading: 'Uppskjutna punkter', level: 1, kind: 'postponed', speakers: [], markdown };
}
