import type { Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { indexDocument, listDocumentIds } from './document-queries.ts';
import { listFollowUpIds, refreshFollowUpIndex } from './follow-up-queries.ts';
import { renewStale } from './index-queries.ts';
import { listProposalIds, refreshProposalIndex } from './proposal-queries.ts';
import { indexMeeting } from './queries.ts';
import { emptyIndex, getVersion, listMeetingIds, settleIndex } from './rebuild-queries.ts';
import { refreshRegisterIndex } from './register-queries.ts';

/** To be raised when words are divided, stemmed or kept in another way: the index is then made anew at the next start. */
export const INDEX_VERSION = 1;
const AT_A_TIME = 20;
const TELL_EVERY = 1000;

/** Makes the whole index anew, unless it is of this version already. Several steps, so that nobody waits for long. */
export async function ensureIndex(context: Context): Promise<void> {
  if ((await getVersion(context.db)) === INDEX_VERSION) return;
  await transaction(context, emptyIndex);
  const work = [
    ...(await listMeetingIds(context.db)).map((id) => ({ id, index: indexMeetingOf })),
    ...(await listDocumentIds(context.db)).map((id) => ({ id, index: indexDocument })),
    ...(await listProposalIds(context.db)).map((id) => ({ id, index: refreshProposalIndex })),
    ...(await listFollowUpIds(context.db)).map((id) => ({ id, index: refreshFollowUpIndex })),
  ];
  const begun = performance.now();
  let told = begun;
  for (let at = 0; at < work.length; at += AT_A_TIME) {
    await transaction(context, async (trx) => {
      for (const { id, index } of work.slice(at, at + AT_A_TIME)) await index(trx, id);
    });
    if (performance.now() - told < TELL_EVERY) continue;
    told = performance.now();
    context.log.info('search index', { done: Math.min(at + AT_A_TIME, work.length), of: work.length });
  }
  await renewIndex(context);
  await transaction(context, async (trx) => {
    await refreshRegisterIndex(trx);
    await settleIndex(trx, INDEX_VERSION);
  });
  if (told !== begun) context.log.info('search index ready', { ms: Math.round(performance.now() - begun) });
}

/** Writes what waits to be written again: compounds of older texts whose parts have become known. */
export async function renewIndex(context: Context): Promise<void> {
  while ((await transaction(context, (trx) => renewStale(trx, AT_A_TIME))) === AT_A_TIME) continue;
}

async function indexMeetingOf(trx: Trx, id: number): Promise<void> {
  await indexMeeting(trx, await getMeetingById(trx, id));
}
