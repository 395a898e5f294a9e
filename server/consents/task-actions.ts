import type { Db } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { rewriteMinutes } from '../minutes/rewriting-actions.ts';
import { refreshMeetingIndex, refreshThemeIndex } from '../search/queries.ts';
import { Refused } from '../shared/failures.ts';
import { mentionIn, withoutName, type Mention } from './mention.ts';
import { listNamedMeetingIds, listPlaces, mendColumn } from './place-queries.ts';
import { mendMinutesPart } from './place.ts';
import { listUnnamed } from './queries.ts';
import { insteadOf, namesOf, type Unnamed } from './unnamed-name.ts';

/** What is left to do for one person whose name must not be shown. */
export interface NameTask {
  speakerId: number;
  /** Only the secretary sees it. */
  name: string;
  mentions: Mention[];
  /** What may stand there instead. */
  choices: string[];
}

/** Computed: a text that is changed in another way is off the list by itself. One look when nobody has withdrawn. */
export async function listNameTasks(db: Db, speakerId?: number): Promise<NameTask[]> {
  const unnamed = await listUnnamed(db, speakerId === undefined ? {} : { speakerId });
  const tasks: NameTask[] = [];
  for (const [id, all] of Map.groupBy(unnamed, (one) => one.speaker_id)) {
    const mentions = await listMentions(db, id, all);
    if (mentions.length)
      tasks.push({ speakerId: id, name: all[0]!.registered, mentions, choices: insteadOf(all) });
  }
  return tasks;
}

async function listMentions(db: Db, speakerId: number, all: readonly Unnamed[]): Promise<Mention[]> {
  const withheld = new Set(all.map(({ meeting_id }) => meeting_id));
  const named = (await listNamedMeetingIds(db, speakerId)).filter((id) => !withheld.has(id));
  const found = new Map<string, Mention>();
  for (const name of new Set(all.flatMap(namesOf))) {
    for (const place of await listPlaces(db, name.split(/\s+/)[0]!)) {
      if (place.meetingId !== null && named.includes(place.meetingId)) continue;
      const mention = mentionIn(place.text, name, place.key, place.label);
      if (mention && !found.has(place.key)) found.set(place.key, mention);
    }
  }
  return [...found.values()];
}

/** Replaces every form of the name in one text. What is published is changed quietly. */
export function replaceName(
  context: Context,
  speakerId: number,
  { place, instead }: { place: string; instead: string },
  userId: number,
): Promise<void> {
  return transaction(context, async (trx) => {
    const now = context.now();
    const [task] = await listNameTasks(trx, speakerId);
    // Done already, by a second press of the button or by hand.
    if (!task?.mentions.some((mention) => mention.place === place)) return;
    if (!task.choices.includes(instead)) throw new Refused('Välj vad som ska stå i stället för namnet.');
    const all = await listUnnamed(trx, { speakerId });
    const names = [...new Set(all.flatMap(namesOf))].sort((a, b) => b.length - a.length);
    const mend = (text: string) => names.reduce((left, name) => withoutName(left, name, instead), text);
    const minutes = /^minutes\.([\w-]+):(\d+)$/.exec(place);
    if (minutes) {
      const meeting = await getMeetingById(trx, Number(minutes[2]));
      const note = 'Ett namn är utbytt, på medverkandes begäran';
      await rewriteMinutes(trx, meeting, (content) => mendMinutesPart(content, minutes[1]!, mend), {
        now,
        userId,
        note,
      });
    } else {
      const mended = await mendColumn(trx, place, mend);
      if (mended?.table === 'theme') await refreshThemeIndex(trx, mended.id);
      if (mended?.meetingId) {
        await updateMeeting(trx, mended.meetingId, {}, now);
        await refreshMeetingIndex(trx, mended.meetingId);
      }
    }
    await recordAudit(trx, { at: now, userId, action: 'name replaced', object: `speaker ${speakerId}` });
  });
}
