import type { Db, Trx } from '../../db/schema.ts';
import { replaceRows } from './index-queries.ts';
import { facetsOf } from './index-row.ts';

/** To be called, in the same transaction, by whatever changes what is public of a follow-up. */
export async function refreshFollowUpIndex(trx: Trx, id: number): Promise<void> {
  const found = await selectPublic(trx).where('follow_up.id', '=', id).executeTakeFirst();
  if (!found) return replaceRows(trx, `follow-up ${id}`, []);
  const answers = await trx
    .selectFrom('follow_up_event')
    .select('answer')
    .where('follow_up_id', '=', id)
    .where('answer', '!=', '')
    .orderBy('at')
    .orderBy('id')
    .execute();
  const row = {
    title: found.what,
    body: answers.map(({ answer }) => answer).join('\n'),
    people: found.who,
    kind: 'followup' as const,
    address: `/uppfoljningar#uppfoljning-${id}`,
    date: found.date ?? found.created_at.slice(0, 10),
    context: '',
    facets: facetsOf('followup', await listThemes(trx, found.meeting_id), await listOrganisations(trx, id)),
  };
  await replaceRows(trx, `follow-up ${id}`, [row]);
}

/** Those that were agreed on at a meeting, or that a proposal grew into. */
export async function refreshFollowUpsOf(
  trx: Trx,
  column: 'meeting_id' | 'proposal_id',
  of: number,
): Promise<void> {
  const rows = await trx.selectFrom('follow_up').select('id').where(column, '=', of).execute();
  for (const { id } of rows) await refreshFollowUpIndex(trx, id);
}

export async function listFollowUpIds(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('follow_up').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

/** An activity is seen as long as its proposal is. */
function selectPublic(db: Db) {
  return db
    .selectFrom('follow_up')
    .leftJoin('candidate_date as leading', (join) =>
      join.onRef('leading.meeting_id', '=', 'follow_up.meeting_id').on('leading.leading', '=', 1),
    )
    .leftJoin('proposal', 'proposal.id', 'follow_up.proposal_id')
    .select(['what', 'who', 'follow_up.created_at', 'follow_up.meeting_id', 'leading.date'])
    .where('follow_up.shown_at', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('follow_up.proposal_id', 'is', null),
        eb('follow_up.section_id', 'is not', null),
        eb.and([eb('proposal.shown_at', 'is not', null), eb('proposal.hidden_at', 'is', null)]),
      ]),
    );
}

async function listThemes(db: Db, meetingId: number | null): Promise<number[]> {
  if (meetingId === null) return [];
  const rows = await db
    .selectFrom('meeting_theme')
    .select('theme_id')
    .where('meeting_id', '=', meetingId)
    .orderBy('theme_id')
    .execute();
  return rows.map(({ theme_id }) => theme_id);
}

async function listOrganisations(db: Db, id: number): Promise<number[]> {
  const rows = await db
    .selectFrom('follow_up_organisation')
    .select('organisation_id')
    .where('follow_up_id', '=', id)
    .orderBy('organisation_id')
    .execute();
  return rows.map(({ organisation_id }) => organisation_id);
}
