import type { Db, Trx } from '../../db/schema.ts';
import { NotFound } from '../shared/failures.ts';
import type { Mail } from './outbox.ts';

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
  'response',
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

export async function requeue(trx: Trx, id: number, now: string, reason: string | null): Promise<void> {
  const fresh = { state: 'queued', reason, attempts: 0, not_before: now, lease_until: null } as const;
  await trx.updateTable('outbox').set(fresh).where('id', '=', id).execute();
}
