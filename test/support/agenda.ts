import type { AgendaItem, PrintedSpeaker } from '../../server/meetings/meeting.ts';

/** An item of an agenda without anything special, for tests of pure code. */
export function anItem(item: Partial<AgendaItem> & { title: string }): AgendaItem {
  const plain = { id: 1, position: 0, kind: 'talk', planned_minutes: null, state: 'planned' } as const;
  const links = { carried_from_id: null, proposal_id: null, follow_up_id: null, outcome: null, reason: '' };
  return { ...plain, ...links, speakers: [], ...item };
}

export function aSpeaker(speaker: Partial<PrintedSpeaker> & { name: string }): PrintedSpeaker {
  const plain = { id: 1, speaker_id: 1, role: null, organisation: null, answer: 'yes', named: 1 } as const;
  return { ...plain, invited_at: null, printed_before: null, wished_meeting_id: null, ...speaker };
}
