import type { Db } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import { getInvited, type Invited } from '../invitations/actions.ts';
import { namesBefore } from '../invitations/appearance.ts';
import { withinLimits } from '../limits/actions.ts';
import { isPast } from '../meetings/meeting.ts';
import { getSettings } from '../settings/queries.ts';
import { dateIn } from '../shared/time.ts';
import { ownSections } from './own-section.ts';
import { listReaders, noteReading } from './own-section-queries.ts';
import { presentMinutes, type PresentedSection } from './presented.ts';
import { findLatestRevision, findMinutes } from './queries.ts';
import { readingText } from './reading.ts';

/** What a speaker sees of the minutes by the own link, when there is something. */
export type OwnSection = { state: 'published' } | { state: 'draft'; sections: PresentedSection[] };

/** The draft of the own section and of nobody else's, from the meeting until publication. */
export async function findOwnSection(
  db: Db,
  { appearance, item, meeting }: Invited,
  today: string,
): Promise<OwnSection | undefined> {
  if (meeting.state === 'cancelled' || (meeting.state !== 'held' && !isPast(meeting, today)))
    return undefined;
  const minutes = await findMinutes(db, meeting.id);
  if (minutes?.public_revision_id) return { state: 'published' };
  const latest = await findLatestRevision(db, meeting.id);
  if (!latest || minutes?.unpublished_reason) return undefined;
  const names = [appearance.name, ...namesBefore(appearance)];
  const own = ownSections(latest.content, { names, title: item.title });
  if (!own.length) return undefined;
  return { state: 'draft', sections: presentMinutes({ ...latest.content, sections: own }).sections };
}

/** Keeps that the speaker has looked, and what should be mended. False when there is no draft any more. */
export function noteOwnSection(context: Context, token: string, correction?: string): Promise<boolean> {
  return transaction(context, async (trx) => {
    const invited = await getInvited(context, token, trx);
    const now = context.now();
    const today = dateIn((await getSettings(trx)).zone, now);
    if ((await findOwnSection(trx, invited, today))?.state !== 'draft') return false;
    const said = correction === undefined ? {} : { correction, corrected_at: now };
    await noteReading(trx, invited.appearance.id, { looked_at: now, ...said });
    return true;
  });
}

/** Who spoke, each with how the draft was read; `said` is undefined for who was not asked and has not looked. */
export async function readersOf(db: Db, meetingId: number, today: string) {
  return (await listReaders(db, meetingId)).map((one) => ({ ...one, said: readingText(one, today) }));
}

export function mayCorrect(context: Context, { appearance }: Invited, network: string): Promise<boolean> {
  return withinLimits(context, [
    { what: 'own section', who: String(appearance.id), most: 20, minutes: 60 },
    { what: 'own sections of network', who: network, most: 300, minutes: 60 },
  ]);
}
