import { sql } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import { NotFound } from '../shared/failures.ts';
import { termOf } from '../shared/time.ts';

export interface MailingSummary {
  id: number;
  kind: string;
  subject: string;
  state: 'queued' | 'stopped';
  not_before: string;
  created_at: string;
  slug: string | null;
  term: string | null;
  wish: string | null;
  urgent: 0 | 1;
  /** The meeting has changed since: what waits does not leave before somebody has read it again. */
  stale: 0 | 1;
  total: number;
  queued: number;
  sending: number;
  sent: number;
  failed: number;
  unknown: number;
  stopped: number;
}

const count = (state: string) => sql<number>`coalesce(sum(outbox.state = ${state}), 0)`;

const STALE = sql<0 | 1>`coalesce(mailing.kind != 'minutes' and mailing.meeting_revision != meeting.revision
  and sum(outbox.state = 'queued') > 0, 0)`;

/** Newest first, with how many mails are in which state; `limit` of them from the `offset`-th on. */
export async function listMailings(db: Db, limit = 50, offset = 0): Promise<MailingSummary[]> {
  const ids = db.selectFrom('mailing').select('id').orderBy('id', 'desc').limit(limit).offset(offset);
  return selectMailings(db).where('mailing.id', 'in', ids).orderBy('mailing.id', 'desc').execute();
}

export async function countMailings(db: Db): Promise<number> {
  const counted = db.selectFrom('mailing').select((eb) => eb.fn.countAll<number>().as('count'));
  return (await counted.executeTakeFirstOrThrow()).count;
}

export async function getMailing(db: Db, id: number) {
  const summary = await selectMailings(db)
    .select(['mailing.text', 'mailing.facts', 'mailing.meeting_id'])
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
      'mailing.term',
      'mailing.wish',
      'mailing.urgent',
    ])
    .select((eb) => [
      STALE.as('stale'),
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

export async function markMailingStopped(trx: Trx, id: number): Promise<void> {
  await trx.updateTable('mailing').set({ state: 'stopped' }).where('id', '=', id).execute();
}

export async function markNotUrgent(trx: Trx, id: number): Promise<void> {
  await trx.updateTable('mailing').set({ urgent: 0 }).where('id', '=', id).execute();
}

/** Newest first. */
export function listMailingsAbout(db: Db, meetingId: number): Promise<MailingSummary[]> {
  return selectMailings(db)
    .where('mailing.meeting_id', '=', meetingId)
    .orderBy('mailing.id', 'desc')
    .execute();
}

/** An invitation or a change of the meeting that nobody has got yet; the latest. */
export async function findWaiting(db: Db, meetingId: number): Promise<MailingSummary | undefined> {
  const mailings = await listMailingsAbout(db, meetingId);
  return mailings.find(
    ({ kind, state, queued, total }) =>
      state === 'queued' && (kind === 'announcement' || kind === 'change') && queued > 0 && queued === total,
  );
}

/** Mailings that have not left for everybody yet. */
export async function listUnsent(db: Db): Promise<MailingSummary[]> {
  const waiting = await db
    .selectFrom('outbox')
    .select('mailing_id')
    .where('state', '=', 'queued')
    .where('mailing_id', 'is not', null)
    .distinct()
    .execute();
  const ids = waiting.flatMap(({ mailing_id }) => mailing_id ?? []);
  const mailings = ids.length ? await selectMailings(db).where('mailing.id', 'in', ids).execute() : [];
  return mailings.filter(({ state }) => state === 'queued');
}

/** Mailings that wait for a person: the meeting has changed since. */
export async function listStale(db: Db): Promise<MailingSummary[]> {
  return (await listUnsent(db)).filter(({ stale }) => stale === 1);
}

/** A mail about a meeting that has changed since. */
export async function isStale(
  db: Db,
  mail: { meeting_id: number | null; meeting_revision: number | null; kind: string },
): Promise<boolean> {
  if (mail.meeting_id === null || mail.kind === 'minutes') return false;
  const meeting = await db
    .selectFrom('meeting')
    .select('revision')
    .where('id', '=', mail.meeting_id)
    .executeTakeFirst();
  return meeting?.revision !== mail.meeting_revision;
}

/** Terms with meetings to come, the next first: "2026-ht". */
export async function listComingTerms(db: Db, today: string): Promise<string[]> {
  const rows = await db.selectFrom('candidate_date').select('date').where('date', '>=', today).execute();
  return [
    ...new Set(
      rows
        .map(({ date }) => date)
        .toSorted()
        .map(termOf),
    ),
  ];
}

/** What was told in a hurry about meetings to come, as long as it is the last word about them. */
export async function listNotices(db: Db, today: string) {
  const rows = await db
    .selectFrom('mailing')
    .innerJoin('meeting', 'meeting.id', 'mailing.meeting_id')
    .innerJoin('candidate_date', 'candidate_date.meeting_id', 'meeting.id')
    .select(['mailing.id', 'mailing.subject', 'meeting.slug'])
    .where('mailing.urgent', '=', 1)
    .where('mailing.state', '=', 'queued')
    .whereRef('mailing.meeting_revision', '=', 'meeting.revision')
    .where('candidate_date.leading', '=', 1)
    .where('candidate_date.date', '>=', today)
    .orderBy('candidate_date.date')
    .execute();
  // What is filled in for each recipient stands for nothing here.
  return rows.map((row) => ({ ...row, subject: row.subject.replace(/ ?\{(?:namn|svar|ändring)\}/g, '') }));
}
