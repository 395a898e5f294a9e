import type { Db, Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { rewriteMinutes } from '../minutes/rewriting-actions.ts';
import { refreshMeetingIndex, refreshThemeIndex } from '../search/queries.ts';
import { Refused } from '../shared/failures.ts';
import { changeTheme } from '../themes/actions.ts';
import { findThemeByTitle, getThemeById } from '../themes/register-queries.ts';
import { mentionIn, withoutName, type Mention } from './mention.ts';
import { listGone } from './gone-queries.ts';
import { listNamedMeetingIds, listPlaces, mendColumn } from './place-queries.ts';
import { mendMinutesPart } from './place.ts';
import { listUnnamed } from './queries.ts';
import { listMeetingsWithVersions } from './version-queries.ts';
import { insteadOf, namesOf, partsOf, type Unnamed } from './unnamed-name.ts';

/** `maybe`: only a part of the name, in a text about the very meeting; it may be somebody else. */
export type NameMention = Mention & { maybe: boolean };

/** What is left to do for one person whose name must not be shown. */
export interface NameTask {
  speakerId: number;
  /** Only the secretary sees it. */
  name: string;
  mentions: NameMention[];
  /** What may stand there instead. */
  choices: string[];
}

/** Computed: a text that is changed in another way is off the list by itself. One look when nobody has withdrawn. */
export async function listNameTasks(db: Db, speakerId?: number): Promise<NameTask[]> {
  const unnamed = await listWithheld(db, speakerId);
  const tasks: NameTask[] = [];
  for (const [id, all] of Map.groupBy(unnamed, (one) => one.speaker_id)) {
    const mentions = await listMentions(db, id, all);
    if (mentions.length)
      tasks.push({ speakerId: id, name: all[0]!.registered, mentions, choices: insteadOf(all) });
  }
  return tasks;
}

async function listWithheld(db: Db, speakerId?: number): Promise<Unnamed[]> {
  const only = speakerId === undefined ? {} : { speakerId };
  return [...(await listUnnamed(db, only)), ...(await listGone(db, speakerId))];
}

async function listMentions(db: Db, speakerId: number, all: readonly Unnamed[]): Promise<NameMention[]> {
  const withheld = new Set(all.map(({ meeting_id }) => meeting_id));
  const named = (await listNamedMeetingIds(db, speakerId)).filter((id) => !withheld.has(id));
  const found = new Map<string, NameMention>();
  const look = async (word: string, maybe: boolean) => {
    for (const place of await listPlaces(db, word.split(/\s+/)[0]!)) {
      const about = place.meetingId;
      if (found.has(place.key) || (about !== null && named.includes(about))) continue;
      if (maybe && (about === null || !withheld.has(about))) continue;
      const mention = mentionIn(place.text, word, place.key, place.label);
      if (mention) found.set(place.key, { ...mention, maybe });
    }
  };
  const names = all.flatMap(namesOf);
  for (const name of new Set(names)) await look(name, false);
  for (const part of new Set(names.flatMap(partsOf))) await look(part, true);
  return [...found.values()];
}

export interface OldName {
  slug: string;
  date: string;
  name: string;
  /** What may stand there. */
  instead: string;
}

/** Where versions still hold a name that must not be shown; replacing changes the latest version alone. */
export async function listOldNames(db: Db, speakerId: number): Promise<OldName[]> {
  const withheld = await listWithheld(db, speakerId);
  if (!withheld.length) return [];
  const withdrawn = new Set(withheld.map(({ meeting_id }) => meeting_id));
  const named = (await listNamedMeetingIds(db, speakerId)).filter((id) => !withdrawn.has(id));
  const [instead = ''] = insteadOf(withheld);
  const found: OldName[] = [];
  for (const name of new Set(withheld.flatMap(namesOf)))
    for (const id of await listMeetingsWithVersions(db, name)) {
      if (named.includes(id)) continue;
      const { slug, date } = await getMeetingById(db, id);
      found.push({ slug, date, name, instead });
    }
  return found;
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
    const mention = task?.mentions.find((one) => one.place === place);
    if (!task || !mention) return;
    if (!task.choices.includes(instead)) throw new Refused('Välj vad som ska stå i stället för namnet.');
    const all = await listWithheld(trx, speakerId);
    const whole = all.flatMap(namesOf);
    const names = [...new Set([...whole, ...(mention.maybe ? whole.flatMap(partsOf) : [])])];
    names.sort((a, b) => b.length - a.length);
    const mend = (text: string) => names.reduce((left, name) => withoutName(left, name, instead), text);
    await mendPlace(trx, place, mend, { now, userId });
    await recordAudit(trx, { at: now, userId, action: 'name replaced', object: `speaker ${speakerId}` });
  });
}

async function mendPlace(
  trx: Trx,
  place: string,
  mend: (text: string) => string,
  by: { now: string; userId: number },
): Promise<void> {
  const [, part, number] = /^minutes\.([\w-]+):(\d+)$/.exec(place) ?? [];
  if (part) {
    const meeting = await getMeetingById(trx, Number(number));
    const note = 'Ett namn är utbytt, på medverkandes begäran';
    await rewriteMinutes(trx, meeting, (content) => mendMinutesPart(content, part, mend), { ...by, note });
    return;
  }
  const [, theme] = /^theme\.title:(\d+)$/.exec(place) ?? [];
  if (theme) return mendThemeTitle(trx, Number(theme), mend, by.now);
  const mended = await mendColumn(trx, place, mend);
  if (mended?.table === 'theme') await refreshThemeIndex(trx, mended.id);
  if (!mended?.meetingId) return;
  await updateMeeting(trx, mended.meetingId, {}, by.now);
  await refreshMeetingIndex(trx, mended.meetingId);
}

async function mendThemeTitle(
  trx: Trx,
  id: number,
  mend: (text: string) => string,
  now: string,
): Promise<void> {
  const theme = await getThemeById(trx, id);
  const title = mend(theme.title);
  const same = await findThemeByTitle(trx, title);
  if (same && same.id !== id)
    throw new Refused(
      `Temat ”${same.title}” finns redan. Byt namn på temat, eller slå ihop dem, under Teman.`,
    );
  await changeTheme(trx, theme, { title, description: theme.description }, now);
}
