import { sql, type Insertable, type Selectable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { MailingTable, OutboxTable } from '../../db/tables/mail.ts';
import { GONE, type EarlierMail } from './audience.ts';

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
          .where('outbox.state', 'in', [...GONE]),
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

export interface Stop {
  mailingId?: number;
  subscriberId?: number;
  ids?: number[];
}

/** Takes what is not sent out of the queue; gives its Message-ID free. Returns how many. */
export async function stopMails(trx: Trx, which: Stop, reason: string): Promise<number> {
  let update = trx
    .updateTable('outbox')
    .set({ state: 'stopped', reason, message_id: sql`message_id || ' stopped ' || id` })
    .where('state', '=', 'queued');
  if (which.mailingId !== undefined) update = update.where('mailing_id', '=', which.mailingId);
  if (which.subscriberId !== undefined) update = update.where('subscriber_id', '=', which.subscriberId);
  if (which.ids) update = update.where('id', 'in', which.ids);
  const stopped = await update.returning('id').execute();
  for (const { id } of stopped) await forgetRaw(trx, id);
  return stopped.length;
}

export async function forgetRaw(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom('outbox_raw').where('outbox_id', '=', id).execute();
}

/** What is left about somebody who is gone: that a mail was sent, not to whom. */
export async function forgetRecipient(trx: Trx, subscriberId: number): Promise<void> {
  await forget(trx, (mail) => mail.where('subscriber_id', '=', subscriberId));
}

/** Bytes and addresses of mails that were done with before `before` go. */
export async function forgetOldMails(trx: Trx, before: string): Promise<void> {
  await forget(trx, (mail) => mail.where('created_at', '<', before).where('recipient_address', '!=', ''));
}

type Update = ReturnType<typeof blank>;
const blank = (trx: Trx) =>
  trx
    .updateTable('outbox')
    .set({ recipient_address: '', recipient_name: '' })
    .where('state', 'not in', ['queued', 'sending']);

async function forget(trx: Trx, narrowed: (update: Update) => Update): Promise<void> {
  const gone = await narrowed(blank(trx)).returning('id').execute();
  for (const { id } of gone) await forgetRaw(trx, id);
}
