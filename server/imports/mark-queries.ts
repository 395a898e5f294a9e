import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';

/** Another one as soon as somebody changes the meeting, writes in its minutes, mails, answers or ties something to it. */
export async function meetingMark(db: Db, meetingId: number): Promise<string | undefined> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws(' ', meeting.changed_at, latest_revision_id, public_revision_id, unpublished_reason is not null,
      (select count(*) from outbox where meeting_id = meeting.id), (select count(*) from mailing where meeting_id = meeting.id),
      (select count(*) from mailing_draft where meeting_id = meeting.id), (select count(*) from answer where meeting_id = meeting.id),
      (select count(*) from document where meeting_id = meeting.id), (select count(*) from follow_up where meeting_id = meeting.id),
      (select count(*) from proposal_event where meeting_id = meeting.id),
      (select count(*) from agenda_item where meeting_id = meeting.id),
      (select count(*) from agenda_item as copy where copy.carried_from_id in (select id from agenda_item where meeting_id = meeting.id))
    ) as mark from meeting left join minutes on minutes.meeting_id = meeting.id where meeting.id = ${meetingId}`.execute(
    db,
  );
  return rows[0]?.mark;
}

/** Another one as soon as somebody changes the document; its words cannot be read out of it. */
export async function documentMark(db: Db, id: number): Promise<string | undefined> {
  const document = await db
    .selectFrom('document')
    .select(['created_at', 'title', 'kind', 'source', 'dated_on', 'url', 'file_name'])
    .where('id', '=', id)
    .executeTakeFirst();
  return document && createHash('sha256').update(JSON.stringify(document)).digest('base64url');
}

/** Whether it belongs to any meeting or theme. */
export async function isTied(db: Db, documentId: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from document_of_meeting where document_id = ${documentId}
    union select 1 from document_of_theme where document_id = ${documentId}`.execute(db);
  return rows.length > 0;
}
