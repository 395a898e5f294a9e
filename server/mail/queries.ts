import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { Mail } from './outbox.ts';
import { NotFound } from '../shared/failures.ts';

export interface MailingSummary {
  id: number;
  kind: string;
  subject: string;
  state: 'queued' | 'stopped';
  not_before: string;
  created_at: string;
  slug: string | null;
  total: number;
  queued: number;
  sending: number;
  sent: number;
  failed: number;
  unknown: number;
  stopped: number;
}

const count = (state: string) => sql<number>`coalesce(sum(outbox.state = ${state}), 0)`;

/** Newest first, with how many mails are in which state. */
export function listMailings(db: Db): Promise<MailingSummary[]> {
  return selectMailings(db).orderBy('mailing.id', 'desc').execute();
}

export async function getMailing(db: Db, id: number) {
  const summary = await selectMailings(db)
    .select('mailing.text')
    .where('mailing.id', '=', id)
    .executeTakeFirst();
  if (!summary) throw new NotFound('Utskicket finns inte.');
  return summary;
}

function selectMailings(db: Db) {
  return db
    .selectFrom('mailing')
    .leftJoin('outbox', 'outbox.mailing_id', 'mailing.id')
    .leftJoin('meeting', 'meeting.id', 'mailing.meeting_id')
    .select([
      'mailing.id',
      'mailing.kind',
      'mailing.subject',
      'mailing.state',
      'mailing.not_before',
      'mailing.created_at',
      'meeting.slug',
    ])
    .select((eb) => [
      eb.fn.count<number>('outbox.id').as('total'),
      count('queued').as('queued'),
      count('sending').as('sending'),
      count('sent').as('sent'),
      count('failed').as('failed'),
      count('unknown').as('unknown'),
      count('stopped').as('stopped'),
    ])
    .groupBy('mailing.id');
}

const SHOWN = [
  'id',
  'mailing_id',
  'recipient_name',
  'recipient_address',
  'kind',
  'subject',
  'state',
  'reason',
  'attempts',
  'not_before',
  'created_at',
  'sent_at',
] as const;

export type ShownMail = Pick<Mail, (typeof SHOWN)[number]>;

/** Without the bytes. */
export function listMailsOf(db: Db, mailingId: number): Promise<ShownMail[]> {
  return db.selectFrom('outbox').select(SHOWN).where('mailing_id', '=', mailingId).orderBy('id').execute();
}

/** Mails that belong to no mailing, such as confirmations; newest first. */
export function listSingleMails(db: Db, limit = 50): Promise<ShownMail[]> {
  return db
    .selectFrom('outbox')
    .select(SHOWN)
    .where('mailing_id', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** What a person should know about: refused, or of unknown outcome. */
export function listProblems(db: Db, limit = 50): Promise<ShownMail[]> {
  return db
    .selectFrom('outbox')
    .select(SHOWN)
    .where('state', 'in', ['failed', 'unknown'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function getMail(db: Db, id: number): Promise<Mail> {
  const mail = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
  if (!mail) throw new NotFound('Mejlet finns inte.');
  return mail;
}

/** The stored bytes; undefined when they are not kept any more. */
export async function findRaw(db: Db, id: number): Promise<Buffer | undefined> {
  const row = await db.selectFrom('outbox_raw').select('raw').where('outbox_id', '=', id).executeTakeFirst();
  return row?.raw;
}

export async function sendMailingNow(trx: Trx, id: number, now: string): Promise<void> {
  await trx.updateTable('mailing').set({ not_before: now }).where('id', '=', id).execute();
  await trx
    .updateTable('outbox')
    .set({ not_before: now })
    .where('mailing_id', '=', id)
    .where('state', '=', 'queued')
    .where('attempts', '=', 0)
    .execute();
}

export async function markMailingStopped(trx: Trx, ids: number[]): Promise<void> {
  await trx.updateTable('mailing').set({ state: 'stopped' }).where('id', 'in', ids).execute();
}

export async function beat(
  trx: Trx,
  heartbeat: { name: string; at: string; pid: number; note: string | null },
): Promise<void> {
  await trx
    .insertInto('heartbeat')
    .values(heartbeat)
    .onConflict((conflict) => conflict.column('name').doUpdateSet(heartbeat))
    .execute();
}

export async function endBeat(trx: Trx, name: string, pid: number): Promise<void> {
  await trx.deleteFrom('heartbeat').where('name', '=', name).where('pid', '=', pid).execute();
}

export function findBeat(db: Db, name: string) {
  return db.selectFrom('heartbeat').selectAll().where('name', '=', name).executeTakeFirst();
}
