import { setImmediate } from 'node:timers/promises';
import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { closeMailing, forgetRaws, stopMails } from '../mail/stop-queries.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { deleteOverrules } from '../minutes/gate-queries.ts';
import { rewriteMinutes } from '../minutes/rewriting-actions.ts';
import { indexDocument } from '../search/document-queries.ts';
import { listFollowUpIds, refreshFollowUpIndex } from '../search/follow-up-queries.ts';
import { refreshProposalIndex } from '../search/proposal-queries.ts';
import { refreshMeetingIndex, refreshThemeIndex } from '../search/queries.ts';
import { STRUCK_EVENT } from './audit-queries.ts';
import { listTexts, strikeColumns } from './column-queries.ts';
import { strikeContent } from './json-text.ts';
import { deleteMailFiles, findInFiles, findInMails } from './mail-actions.ts';
import { listMailingsOf } from './mail-queries.ts';
import type { Passage } from './passage.ts';
import {
  fingerprint,
  isReached,
  mayBeSlip,
  placeIn,
  type Fate,
  type Held,
  type Place,
  type Reach,
} from './place.ts';
import * as queries from './queries.ts';
import { LEFT, STRUCK } from './word-column-queries.ts';
import { summaryText, type Reason } from './reason.ts';
import { finishStrikes } from './rewriting-actions.ts';

const AT_A_TIME = 20;
const STOPPED = 'En passage är struken. Skriv ett nytt utskick.';

export interface Found {
  places: Place[];
  /** Of what was found, so that a later look can tell whether more has come. */
  seen: string;
  /** The newest mail that was looked into. */
  lastMail: number;
}

/** Every place where the passage stands, in this meeting and elsewhere. Changes nothing. */
export async function findPassage(context: Context, meetingId: number, passage: Passage): Promise<Found> {
  const { db } = context;
  const among = (held: readonly Held[], fate: Fate) =>
    held.map((one) => placeIn(one, passage, fate)).filter((place) => place !== undefined);
  const places: Place[] = [];
  const ids = await queries.listRevisionIds(db);
  for (let start = ids.length; start > 0; start -= AT_A_TIME) {
    const some = ids.slice(Math.max(0, start - AT_A_TIME), start);
    places.push(...among(await queries.listRevisionTexts(db, some), 'changed'));
    await setImmediate();
  }
  const struck = among(await listTexts(db, STRUCK), 'changed');
  places.push(...struck);
  const mails = await findInMails(context, passage);
  places.push(...mails.places, ...(await findInFiles(context, passage, meetingId)));
  places.push(...among(await queries.listSearchTexts(db), 'follows'));
  places.push(...among(await listTexts(db, LEFT), 'stays'));
  places.push(...among(await queries.listFileTexts(db, passage.text, documentsOf(struck)), 'stays'));
  places.push(...among(await queries.listAddresses(db, passage.text), 'stays'));
  return { places, seen: fingerprint(places), lastMail: mails.last };
}

/** Those whose words were read out of a file. */
function documentsOf(places: readonly Place[]): number[] {
  return places.flatMap(({ key }) => (key.startsWith('document.text:') ? Number(key.split(':')[1]) : []));
}

export interface Strike extends Reach {
  passage: Passage;
  /** What the secretary was shown. */
  seen: string;
  reason: Reason;
  /** Also when it may be a slip. */
  sure: boolean;
}

export type Struck =
  | { done: true; stopped: number }
  /** More has come since, nothing is chosen, or it may be a slip. */
  | { done: false; why: 'changed' | 'nothing' | 'slip'; found: Found };

/** Strikes the passage for good, in the texts and in the database file. */
export async function strikePassage(
  context: Context,
  meetingId: number,
  strike: Strike,
  userId: number,
): Promise<Struck> {
  const found = await findPassage(context, meetingId, strike.passage);
  const chosen = found.places.filter((place) => isReached(place, meetingId, strike));
  if (found.seen !== strike.seen) return { done: false, why: 'changed', found };
  if (!chosen.length) return { done: false, why: 'nothing', found };
  if (!strike.sure && mayBeSlip(strike.passage.text, chosen)) return { done: false, why: 'slip', found };
  // First, though the look for late ones would find them: a stop in between must not leave them unnoticed.
  await deleteMailFiles(context, chosen);
  let stopped = await transaction(context, (trx) =>
    strikeAll(trx, { meetingId, strike, chosen, userId, now: context.now() }),
  );
  stopped += await strikeLateMails(context, meetingId, strike, found.lastMail);
  await finishStrikes(context);
  return { done: true, stopped };
}

interface Work {
  meetingId: number;
  strike: Strike;
  chosen: readonly Place[];
  userId: number;
  now: string;
}

async function strikeAll(trx: Trx, work: Work): Promise<number> {
  const { meetingId, strike, chosen, userId, now } = work;
  const meetings = new Set([meetingId]);
  for (const { key, meetingId: of } of chosen)
    if (key.startsWith('minutes_revision.') && of !== null) meetings.add(of);
  for (const id of meetings) await strikeMinutes(trx, id, work);
  const mended = await strikeColumns(trx, strike.passage, strike.elsewhere ? undefined : meetingId);
  for (const id of await queries.meetingsOf(trx, mended)) {
    await updateMeeting(trx, id, {}, now);
    meetings.add(id);
  }
  for (const { table, id } of mended)
    if (table === 'theme') await refreshThemeIndex(trx, id);
    else if (table === 'document') await indexDocument(trx, id);
    else if (table === 'proposal') await refreshProposalIndex(trx, id);
  if (mended.some(({ table }) => table.startsWith('follow_up')))
    for (const id of await listFollowUpIds(trx)) await refreshFollowUpIndex(trx, id);
  for (const id of meetings) await refreshMeetingIndex(trx, id);
  const stopped = await strikeMails(trx, chosen);
  const object = `meeting ${meetingId}`;
  const detail = summaryText({ reason: strike.reason, places: chosen.length, mails: stopped });
  await recordAudit(trx, { at: now, userId, action: STRUCK_EVENT, object, detail });
  return stopped;
}

/** The public text and the draft get a version of their own first, so that whoever writes in an open page is told. */
async function strikeMinutes(trx: Trx, id: number, { strike, userId, now }: Work): Promise<void> {
  const { passage } = strike;
  const meeting = await getMeetingById(trx, id);
  const note = 'En passage är struken';
  await rewriteMinutes(trx, meeting, (content) => strikeContent(content, passage), { now, userId, note });
  await queries.strikeRevisions(trx, id, passage);
  await deleteOverrules(trx, id);
}

/** What waits is stopped, and no copy is kept of what has left. Returns how many were stopped. */
async function strikeMails(trx: Trx, places: readonly Place[]): Promise<number> {
  const ids = places
    .filter(({ key }) => key.startsWith('outbox_raw:'))
    .map(({ key }) => Number(key.slice('outbox_raw:'.length)));
  let stopped = 0;
  for (let start = 0; start < ids.length; start += 500) {
    const some = ids.slice(start, start + 500);
    stopped += await stopMails(trx, { ids: some }, STOPPED);
    await forgetRaws(
      trx,
      some.map((id) => ({ id })),
    );
    for (const mailing of await listMailingsOf(trx, some)) await closeMailing(trx, mailing);
  }
  return stopped;
}

/** Those that were queued, or became a file, while the others were looked through. */
async function strikeLateMails(
  context: Context,
  meetingId: number,
  strike: Strike,
  lastMail: number,
): Promise<number> {
  const { places } = await findInMails(context, strike.passage, lastMail);
  const files = await findInFiles(context, strike.passage, meetingId);
  const late = [...places, ...files].filter((place) => isReached(place, meetingId, strike));
  await deleteMailFiles(context, late);
  return transaction(context, (trx) => strikeMails(trx, late));
}
