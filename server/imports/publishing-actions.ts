import { recordAudit } from '../audit/queries.ts';
import type { Context } from '../context.ts';
import { getMeetingById } from '../meetings/queries.ts';
import type { Gate } from '../minutes/gate.ts';
import { gateFor, recordCheck } from '../minutes/gate-actions.ts';
import { insertOverrule } from '../minutes/gate-queries.ts';
import { RULE_NAMES, titleOf } from '../minutes/gate-view.ts';
import type { MinutesContent } from '../minutes/minutes.ts';
import {
  findLatestRevision,
  findMinutes,
  linkMinutesOrganisations,
  publishRevision,
} from '../minutes/queries.ts';
import { refreshMeetingIndex } from '../search/queries.ts';
import type { Import } from './meeting-actions.ts';

/** Publishes what was imported, unless the check stops it; the reason why it is reviewed lets all of it stand. */
export async function publishImported(
  { config }: Pick<Context, 'config'>,
  { trx, now }: Pick<Import, 'trx' | 'now'>,
  meetingId: number,
  reviewed: string | undefined,
): Promise<{ published: boolean; blocked: string[] }> {
  const latest = await findLatestRevision(trx, meetingId);
  const minutes = await findMinutes(trx, meetingId);
  if (!latest || minutes?.public_revision_id || minutes?.unpublished_reason)
    return { published: false, blocked: [] };
  const meeting = await getMeetingById(trx, meetingId);
  const read = () => gateFor({ db: trx, config }, meeting, latest.content);
  const gate = await read();
  const by = { userId: null, now };
  if (!reviewed && gate.open.length) return { published: false, blocked: tellBlocked(latest.content, gate) };
  for (const { key, rule } of reviewed ? gate.open : [])
    await insertOverrule(trx, {
      meeting_id: meetingId,
      key,
      rule,
      reason: reviewed!,
      user_id: null,
      at: now,
    });
  await publishRevision(trx, meetingId, latest.id, now);
  await recordCheck(trx, latest, reviewed ? await read() : gate, {
    ...by,
    ...(reviewed && { reason: reviewed }),
  });
  await linkMinutesOrganisations(trx, meetingId, latest.content, now);
  await refreshMeetingIndex(trx, meetingId);
  const event = {
    at: now,
    userId: null,
    action: 'minutes published by import',
    object: `meeting ${meetingId}`,
  };
  await recordAudit(trx, { ...event, ...(reviewed && { detail: `reviewed: ${reviewed}` }) });
  return { published: true, blocked: [] };
}

/** "Namn i Läxhjälp: ”…”" */
function tellBlocked(content: MinutesContent, { open }: Gate): string[] {
  return open.map(
    ({ rule, field, words, why }) =>
      `${RULE_NAMES[rule]} i ${titleOf(content, field).title}: ”${words}”. ${why}`,
  );
}
