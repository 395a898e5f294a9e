import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { MailingTable, OutboxTable } from '../../db/tables/mail.ts';
import { GONE, type EarlierMail } from './audience.ts';
import { MAYBE_LEFT } from './outcome.ts';

export type NewMail = Insertable<OutboxTable> & { raw: Buffer };
export type Mail = Selectable<OutboxTable>;
export type Mailing = Selectable<MailingTable>;

/** Few enough that SQLite takes all their values in one statement. */
const CHUNK = 200;

/** The one place where rows enter the queue. */
export async function enqueueAll(trx: Trx, mails: readonly NewMail[]): Promise<void> {
  for (let start = 0; start < mails.length; start += CHUNK) {
    const chunk = mails.slice(start, start + CHUNK);
    const rows = await trx
      .insertInto('outbox')
      .values(chunk.map(({ raw: _raw, ...row }) => row))
      .returning(['id', 'message_id'])
      .execute();
    const ids = new Map(rows.map(({ id, message_id }) => [message_id, id]));
    const raws = chunk.map(({ message_id, raw }) => ({ outbox_id: ids.get(message_id)!, raw }));
    await trx.insertInto('outbox_raw').values(raws).execute();
  }
}

export function enqueue(trx: Trx, mail: NewMail): Promise<void> {
  return enqueueAll(trx, [mail]);
}

export async function insertMailing(trx: Trx, mailing: Insertable<MailingTable>): Promise<number> {
  return (await trx.insertInto('mailing').values(mailing).returning('id').executeTakeFirstOrThrow()).id;
}

export interface About {
  meetingId: number;
  revision: number;
  kind: OutboxTable['kind'];
}

const BRIEF = [
  'id',
  'subscriber_id',
  'speaker_id',
  'message_id',
  'method',
  'state',
  'kind',
  'meeting_revision',
  'mailing_id',
  'reason',
] as const;

/** Mails of this kind about the meeting as it stands that are sent or on their way. Minutes are the same at any revision. */
export function listReached(db: Db, { meetingId, revision, kind }: About): Promise<EarlierMail[]> {
  return db
    .selectFrom('outbox')
    .select(BRIEF)
    .where('meeting_id', '=', meetingId)
    .$if(kind !== 'minutes', (query) => query.where('meeting_revision', '=', revision))
    .where('kind', '=', kind)
    .where('state', '!=', 'stopped')
    .execute();
}

export function listOfMailing(db: Db, mailingId: number): Promise<EarlierMail[]> {
  return db
    .selectFrom('outbox')
    .select(BRIEF)
    .where('mailing_id', '=', mailingId)
    .where('state', '!=', 'stopped')
    .execute();
}

/** Everything that was queued about a meeting, oldest first, without the bytes. */
export function listAboutMeeting(db: Db, meetingId: number): Promise<EarlierMail[]> {
  return db.selectFrom('outbox').select(BRIEF).where('meeting_id', '=', meetingId).orderBy('id').execute();
}

/** Somebody may have the meeting in the calendar by mail. */
export async function hasEntriesOf(db: Db, meetingId: number): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('meeting_id', '=', meetingId)
    .where('method', '=', 'REQUEST')
    .where('state', 'not in', ['stopped', 'failed'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export function findMailing(db: Db, about: About) {
  return db
    .selectFrom('mailing')
    .selectAll()
    .where('meeting_id', '=', about.meetingId)
    .where('meeting_revision', '=', about.revision)
    .where('kind', '=', about.kind as MailingTable['kind'])
    .where('state', '=', 'queued')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** JSON of the facts that the latest mailing told that has left, to anybody. */
export async function findLastHeard(db: Db, meetingId: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('mailing')
    .select('facts')
    .where('meeting_id', '=', meetingId)
    .where('facts', 'is not', null)
    .where('kind', '!=', 'minutes')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('outbox')
          .select('outbox.id')
          .whereRef('outbox.mailing_id', '=', 'mailing.id')
          .where((row) =>
            row.or([
              row('outbox.state', 'in', [...GONE]),
              row.and([row('outbox.state', '=', 'queued'), row('outbox.reason', 'in', [...MAYBE_LEFT])]),
            ]),
          ),
      ),
    )
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.facts ?? undefined;
}

export interface FreeMailing {
  kind: MailingTable['kind'];
  term: string | null;
  wish: string | null;
  subject: string;
  text: string;
  since: string;
}

export function findFreeMailing(db: Db, { kind, term, wish, subject, text, since }: FreeMailing) {
  return db
    .selectFrom('mailing')
    .selectAll()
    .where('kind', '=', kind)
    .where('term', 'is', term)
    .where('wish', 'is', wish as MailingTable['wish'])
    .where('subject', '=', subject)
    .where('text', '=', text)
    .where('created_at', '>=', since)
    .where('state', '=', 'queued')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}
