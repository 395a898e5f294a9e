import { setImmediate as breath } from 'node:timers/promises';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { importMeeting, type ImportOptions } from './actions.ts';
import { inBackground } from './background.ts';
import { Batch } from './batch-actions.ts';
import { answerFault, doubtsOf, isOpen, settledMeeting, type Doubt } from './doubts.ts';
import { isReady } from './review.ts';
import { getRun, knownNames } from './run-actions.ts';
import type { Find } from './find.ts';
import type { RecognisedMeeting } from '../recognition/recognised.ts';
import { inYear } from './years.ts';
import * as finds from './find-queries.ts';
import * as runs from './run-queries.ts';

/** Answers one doubt, and every other in the run that asks the same about a name. */
export async function settle(
  context: Context,
  { runId, findId, index }: { runId: number; findId: number; index: number },
  answer: string,
): Promise<string | undefined> {
  const known = await knownNames(context, runId);
  return transaction(context, async (trx) => {
    const find = await finds.findFind(trx, runId, findId);
    const asked = find?.doubts[index];
    if (!asked || find.state !== 'waiting') throw new NotFound('Den frågan är redan besvarad eller borta.');
    const fault = answerFault(asked, answer);
    if (fault) return fault;
    const again = asked.field === 'date' ? recognisedAgain(find, answer) : undefined;
    if (again) {
      const doubts = doubtsOf(again, known).filter(({ field }) => field !== 'date');
      await finds.replaceMeeting(trx, findId, again, doubts);
      return undefined;
    }
    for (const one of await finds.listFinds(trx, runId)) {
      const doubts = one.doubts.map((doubt, at) =>
        (one.id === findId && at === index) || isSameQuestion(doubt, asked)
          ? { ...doubt, settled: answer }
          : doubt,
      );
      await finds.saveDoubts(trx, one.id, doubts);
    }
    return undefined;
  });
}

/** With the year, the text tells what it could not tell without; undefined when it says otherwise than the answer. */
function recognisedAgain({ source, meeting }: Find, day: string): RecognisedMeeting | undefined {
  const again = source && inYear(meeting.file, source, Number(day.slice(0, 4)));
  return again?.date === day ? { ...again, file: meeting.file } : undefined;
}

function isSameQuestion(doubt: Doubt, asked: Doubt): boolean {
  if (!('other' in doubt) || !('other' in asked) || !isOpen(doubt)) return false;
  return doubt.field === asked.field && doubt.value === asked.value && doubt.other === asked.other;
}

export async function skipOrTake(
  context: Context,
  { runId, findId }: { runId: number; findId: number },
  skip: boolean,
): Promise<void> {
  await transaction(context, async (trx) => {
    const find = await finds.findFind(trx, runId, findId);
    if (find?.state === (skip ? 'waiting' : 'skipped'))
      await finds.setFindState(trx, findId, skip ? 'skipped' : 'waiting');
  });
}

/** Stores every meeting that nothing is left to settle about, as one batch. */
export async function storeReady(
  context: Context,
  runId: number,
  userId: number,
  options: Pick<ImportOptions, 'publish' | 'reviewed'>,
): Promise<void> {
  const { batch_id } = await getRun(context, runId);
  const ready = (await finds.listFinds(context.db, runId)).filter(isReady);
  if (!ready.length) throw new Refused('Det finns inget att läsa in än. Svara på frågorna först.');
  const batch = new Batch(context.now(), userId);
  if (batch_id !== null) batch.id = batch_id;
  inBackground(context, runId, { what: 'storing', done: 0, total: ready.length }, async (progress) => {
    for (const find of ready) {
      await storeOne(context, runId, find, {
        ...options,
        batch,
        key: find.key,
        origin: find.origin,
      });
      progress.done++;
    }
    const event = { at: context.now(), userId, action: 'texts imported' };
    await transaction(context, (trx) =>
      recordAudit(trx, { ...event, object: `batch ${batch.id ?? ''}`.trim() }),
    );
  });
}

async function storeOne(
  context: Context,
  runId: number,
  find: Find,
  options: ImportOptions & { batch: Batch },
): Promise<void> {
  const settled = settledMeeting(find.meeting, find.doubts);
  const { slug, blocked, differences } = await importMeeting(
    context,
    { ...settled, date: settled.date! },
    options,
  );
  const stopped = blocked.map((line) => `Inte publicerat. ${line}`);
  await transaction(context, async (trx) => {
    if (options.batch.id !== undefined) await runs.setRunBatch(trx, runId, options.batch.id);
    await finds.endFind(trx, find, slug, [...find.notes, ...differences, ...stopped]);
  });
  await breath();
}
