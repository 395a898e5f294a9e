import type { Insertable } from 'kysely';
import type { Db, Trx } from '../../db/schema.ts';
import type { AnswerTable } from '../../db/tables/mail.ts';
import type { Answer, Counts, StoredAnswer } from './answer.ts';

export function findAnswer(
  db: Db,
  meetingId: number,
  subscriberId: number,
): Promise<StoredAnswer | undefined> {
  return db
    .selectFrom('answer')
    .select(['answer', 'needs', 'date'])
    .where('meeting_id', '=', meetingId)
    .where('subscriber_id', '=', subscriberId)
    .executeTakeFirst();
}

/** The latest answer of a person is the one that counts. */
export async function putAnswer(trx: Trx, row: Insertable<AnswerTable>): Promise<void> {
  const { answer, needs, date, answered_at } = row;
  await trx
    .insertInto('answer')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['meeting_id', 'subscriber_id']).doUpdateSet({ answer, needs, date, answered_at }),
    )
    .execute();
}

export async function deleteAnswer(trx: Trx, meetingId: number, subscriberId: number): Promise<void> {
  await trx
    .deleteFrom('answer')
    .where('meeting_id', '=', meetingId)
    .where('subscriber_id', '=', subscriberId)
    .execute();
}

export async function countAnswers(db: Db, meeting: { id: number; date: string }): Promise<Counts> {
  const rows = await db
    .selectFrom('answer')
    .select(['answer', 'date', (eb) => eb.fn.countAll<number>().as('count')])
    .where('meeting_id', '=', meeting.id)
    .groupBy(['answer', 'date'])
    .execute();
  const counts: Counts = { 'on-site': 0, online: 0, no: 0, earlier: 0 };
  for (const { answer, date, count } of rows) counts[date === meeting.date ? answer : 'earlier'] += count;
  return counts;
}

/** In the order of the texts, so that it tells nothing of who wrote when. */
export function listNeeds(
  db: Db,
  meeting: { id: number; date: string },
): Promise<{ answer: Answer; needs: string }[]> {
  return db
    .selectFrom('answer')
    .select(['answer', 'needs'])
    .where('meeting_id', '=', meeting.id)
    .where('date', '=', meeting.date)
    .where('needs', '!=', '')
    .orderBy('needs')
    .orderBy('id')
    .execute();
}

/** Empties and un-names what was answered for a day before `today`, or for a meeting that was before. Returns how many. */
export async function forgetBefore(trx: Trx, today: string): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('answer')
    .set({ needs: '', subscriber_id: null })
    .where((eb) => eb.or([eb('needs', '!=', ''), eb('subscriber_id', 'is not', null)]))
    .where((eb) =>
      eb.or([
        eb('date', '<', today),
        eb(
          'meeting_id',
          'in',
          eb
            .selectFrom('candidate_date')
            .select('candidate_date.meeting_id')
            .where('leading', '=', 1)
            .where('candidate_date.date', '<', today),
        ),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
