import type { Trx } from '../../db/schema.ts';
import type { MinutesContent } from '../minutes/minutes.ts';
import { bringToNextAgenda, retitle, takeOffAgendas } from './agenda-actions.ts';
import { isUntouched, type FollowUp } from './follow-up.ts';
import { matchLines } from './matching.ts';
import { linesOfMeeting, type FoundLine } from './minutes-lines.ts';
import { findNamed, type Register } from './naming.ts';
import { getFollowUp, listFollowUps, loadRegister } from './queries.ts';
import {
  clearKeys,
  deleteFollowUp,
  insertFollowUp,
  setOrganisations,
  updateFollowUp,
} from './record-queries.ts';
import { stopQuestion } from './unasking-actions.ts';

interface Of {
  id: number;
  date: string;
  imported_at: string | null;
}
type Sections = Pick<MinutesContent, 'sections'>;

/**
 * The lines of the text that is public from now on are the meeting's follow-ups. A changed line changes one that nobody has
 * answered or edited; a line that is gone takes such a one with it. The others stay as they are.
 */
export async function followPublished(trx: Trx, meeting: Of, content: Sections, now: string): Promise<void> {
  await keepLines(trx, meeting, content, now);
  await bringToNextAgenda(trx, now);
}

/** The same, while the agendas wait. */
export async function keepLines(trx: Trx, meeting: Of, content: Sections, now: string): Promise<void> {
  const known = await listOfLines(trx, meeting.id);
  const lines = linesOfMeeting(content, meeting);
  if (!known.length && !lines.length) return;
  const register = await loadRegister(trx);
  const asKnown = known.map((one) => ({ ...one, free: isUntouched(one) }));
  const { kept, added, gone } = matchLines(asKnown, lines);
  await clearKeys(
    trx,
    known.map(({ id }) => id),
  );
  for (const { known: one, line } of kept) await keep(trx, one, line, { register, now });
  for (const line of added) await add(trx, meeting.id, line, { register, now });
  for (const one of gone) await leave(trx, one, now);
}

/** Nobody is asked about what is withdrawn, and no coming agenda tells of it. */
export async function followWithdrawn(trx: Trx, meetingId: number, now: string): Promise<void> {
  for (const followUp of await listOfLines(trx, meetingId)) {
    await stopQuestion(trx, followUp, now);
    await takeOffAgendas(trx, await getFollowUp(trx, followUp.id), now);
    await updateFollowUp(trx, followUp.id, { shown_at: null });
  }
}

async function listOfLines(trx: Trx, meetingId: number): Promise<FollowUp[]> {
  return (await listFollowUps(trx, { meetingId })).filter(({ section_id }) => section_id !== null);
}

interface With {
  register: Register;
  now: string;
}

async function keep(
  trx: Trx,
  followUp: FollowUp & { free: boolean },
  line: FoundLine,
  { register, now }: With,
): Promise<void> {
  const place = { source_key: line.key, section_id: line.sectionId, shown_at: followUp.shown_at ?? now };
  const same = followUp.source_key === line.key && followUp.due_on === line.dueOn;
  if (!followUp.free || same) return updateFollowUp(trx, followUp.id, place);
  const { organisations, ...named } = findNamed(line.who, register);
  const who = line.who === followUp.who ? {} : named;
  await updateFollowUp(trx, followUp.id, { ...place, ...wordsOf(line), ...who });
  if (line.who !== followUp.who) await setOrganisations(trx, followUp.id, organisations);
  await retitle(trx, followUp, await getFollowUp(trx, followUp.id), now);
}

async function add(trx: Trx, meetingId: number, line: FoundLine, { register, now }: With): Promise<void> {
  const { organisations, ...named } = findNamed(line.who, register);
  const id = await insertFollowUp(trx, {
    ...wordsOf(line),
    ...named,
    meeting_id: meetingId,
    section_id: line.sectionId,
    source_key: line.key,
    shown_at: now,
    created_at: now,
  });
  await setOrganisations(trx, id, organisations);
}

async function leave(trx: Trx, followUp: FollowUp & { free: boolean }, now: string): Promise<void> {
  if (!followUp.free) return updateFollowUp(trx, followUp.id, { shown_at: followUp.shown_at ?? now });
  await stopQuestion(trx, followUp, now);
  await takeOffAgendas(trx, await getFollowUp(trx, followUp.id), now);
  await deleteFollowUp(trx, followUp.id);
}

function wordsOf({ who, what, whenText, dueOn }: FoundLine) {
  return { who, what, when_text: whenText, due_on: dueOn };
}
