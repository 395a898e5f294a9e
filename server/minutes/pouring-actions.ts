import { transaction, type Context } from '../context.ts';
import { getMeeting } from '../meetings/queries.ts';
import { draftOf } from './actions.ts';
import { fieldFault } from './field-texts.ts';
import { MOST_SECTIONS } from './form.ts';
import { placePasted, placeWhole } from './placing.ts';
import { findLatestRevision, insertRevision, lastSectionNumber } from './queries.ts';
import { giveIds, highestNumber } from './sections.ts';

/** A whole document into the draft as it is now; why not, when it is too much. */
export function pourMinutes(
  context: Context,
  slug: string,
  { text, isWhole }: { text: string; isWhole: boolean },
  userId: number,
): Promise<string | undefined> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    const { content } = await draftOf({ db: trx }, meeting, await findLatestRevision(trx, meeting.id));
    const last = Math.max(await lastSectionNumber(trx, meeting.id), highestNumber(content.sections));
    const { sections, unplaced } = (isWhole ? placeWhole : placePasted)(content, text);
    const fault =
      fieldFault('unplaced', unplaced) ??
      sections.map(({ markdown }) => fieldFault('markdown', markdown)).find(Boolean);
    if (fault) return fault;
    if (sections.length > MOST_SECTIONS)
      return `Det blir ${sections.length} avsnitt. Högst ${MOST_SECTIONS} får plats.`;
    const poured = { ...content, sections: giveIds(sections, last), unplaced };
    await insertRevision(trx, meeting.id, poured, { userId, note: 'Inklistrat', now: context.now() });
    return undefined;
  });
}
