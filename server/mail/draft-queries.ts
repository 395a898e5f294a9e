import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { MailingDraftTable } from '../../db/tables/mail.ts';
import type { Draft } from './letter.ts';

export type SavedDraft = Selectable<MailingDraftTable>;

type Of = Pick<Draft, 'kind' | 'meeting' | 'term'>;

/** One for each kind of mailing about the same meeting or term. */
export function findDraft(db: Db, { kind, meeting, term }: Of): Promise<SavedDraft | undefined> {
  return db
    .selectFrom('mailing_draft')
    .selectAll()
    .where('kind', '=', kind)
    .where('meeting_id', 'is', meeting?.id ?? null)
    .where('term', 'is', term)
    .executeTakeFirst();
}

export async function saveDraft(trx: Trx, of: Of, row: Insertable<MailingDraftTable>): Promise<void> {
  await deleteDraft(trx, of);
  await trx.insertInto('mailing_draft').values(row).execute();
}

export async function deleteDraft(trx: Trx, { kind, meeting, term }: Of): Promise<void> {
  await trx
    .deleteFrom('mailing_draft')
    .where('kind', '=', kind)
    .where('meeting_id', 'is', meeting?.id ?? null)
    .where('term', 'is', term)
    .execute();
}

/** Newest first. */
export function listDrafts(db: Db) {
  return db
    .selectFrom('mailing_draft')
    .leftJoin('meeting', 'meeting.id', 'mailing_draft.meeting_id')
    .selectAll('mailing_draft')
    .select('meeting.slug')
    .orderBy('mailing_draft.changed_at', 'desc')
    .execute();
}
