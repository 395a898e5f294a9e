import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { untieFromMeeting } from '../documents/library-queries.ts';
import { deleteDocument, findDocument } from '../documents/queries.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeetingById, listMeetings } from '../meetings/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { indexDocument } from '../search/document-queries.ts';
import { forgetMeetingIndex, refreshMeetingIndex } from '../search/queries.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { longDate } from '../shared/time.ts';
import * as batches from './batch-queries.ts';
import * as marks from './mark-queries.ts';
import { forgetStored } from './run-queries.ts';

/** One import of one or many files; its number is there from the first thing that is stored. */
export class Batch {
  id: number | undefined;
  readonly #at: string;
  readonly #userId: number | null;

  constructor(at: string, userId: number | null) {
    this.#at = at;
    this.#userId = userId;
  }

  async open(trx: Trx): Promise<number> {
    return (this.id ??= await batches.insertBatch(trx, this.#at, this.#userId));
  }
}

export interface Undone {
  /** How many meetings went. */
  meetings: number;
  /** What stays, because somebody has worked with it since; one line each. */
  kept: string[];
}

/** All that the batch made goes, except what somebody has worked with since. */
export function undoBatch(context: Context, id: number, userId: number | null): Promise<Undone> {
  return transaction(context, async (trx) => {
    const batch = await batches.findBatch(trx, id);
    if (!batch) throw new NotFound(`Det finns ingen inläsning med nummer ${id}.`);
    if (batch.undone_at) throw new Refused(`Inläsning ${id} är redan ångrad.`);
    const now = context.now();
    const kept: string[] = [];
    const stay = await undoMeetings(trx, id, kept);
    await undoFilled(trx, id, now, kept);
    await undoDocuments(trx, id, kept);
    await batches.forgetSources(trx, id, [...stay.keptIds]);
    for (const kind of ['theme', 'speaker', 'organisation'] as const)
      for (const made of await batches.listMade(trx, id, kind))
        if (!(await batches.isReferred(trx, kind, made.row_id))) await batches.deleteLonely(trx, kind, made);
    await forgetStored(trx, id);
    await batches.markUndone(trx, id, now);
    await recordAudit(trx, { at: now, userId, action: 'import undone', object: `batch ${id}` });
    return { meetings: stay.gone, kept };
  });
}

async function undoMeetings(
  trx: Trx,
  batchId: number,
  kept: string[],
): Promise<{ gone: number; keptIds: Set<number> }> {
  const keptIds = new Set<number>();
  let gone = 0;
  for (const { row_id, mark } of await batches.listMade(trx, batchId, 'meeting')) {
    const now = await marks.meetingMark(trx, row_id);
    if (now === undefined) continue;
    if (now === mark) {
      await batches.deleteMeeting(trx, row_id);
      await forgetMeetingIndex(trx, row_id);
      gone++;
    } else {
      keptIds.add(row_id);
      kept.push(`${nameOf(await getMeetingById(trx, row_id))}: någon har arbetat med mötet. Det står kvar.`);
    }
  }
  return { gone, keptIds };
}

async function undoFilled(trx: Trx, batchId: number, now: string, kept: string[]): Promise<void> {
  const filled = await batches.listFilled(trx, batchId);
  for (const one of filled) {
    const [meeting] = await listMeetings(trx, { ids: [one.meeting_id] });
    if (meeting && !(await takeBack(trx, meeting, one, now)))
      kept.push(`${nameOf(meeting)}: någon har ändrat ${WORDS[one.field] ?? one.field}. Det står kvar.`);
  }
  for (const id of new Set(filled.map(({ meeting_id }) => meeting_id))) await refreshMeetingIndex(trx, id);
}

/** After the meetings: what still belongs to one of them, or to a theme, is in use. */
async function undoDocuments(trx: Trx, batchId: number, kept: string[]): Promise<void> {
  for (const { row_id, mark } of await batches.listMade(trx, batchId, 'document')) {
    const document = await findDocument(trx, row_id);
    if (!document) continue;
    if ((await marks.documentMark(trx, row_id)) === mark && !(await marks.isTied(trx, row_id))) {
      await deleteDocument(trx, row_id);
      await indexDocument(trx, row_id);
    } else
      kept.push(`Underlaget ”${document.title}”: någon har ändrat det, eller det används. Det står kvar.`);
  }
}

const WORDS: Record<string, string> = {
  start_time: 'starttiden',
  end_time: 'sluttiden',
  place: 'platsen',
  online: 'uppgiften om digitalt deltagande',
  description: 'texten Om mötet',
  theme: 'temat',
  items: 'dagordningen',
  minutes: 'minnesanteckningarna',
  document: 'underlagen',
};

/** False when somebody has changed it since. */
async function takeBack(
  trx: Trx,
  meeting: Meeting,
  { field, before, after }: batches.Filled,
  now: string,
): Promise<boolean> {
  if (field === 'theme') return batches.removeTheme(trx, meeting.id, Number(after));
  if (field === 'document') return untieFromMeeting(trx, Number(after), meeting.id);
  if (field === 'minutes') {
    if (!(await batches.deleteMinutes(trx, meeting.id, Number(after)))) return false;
    if (meeting.state === 'held' && before !== null && before !== 'held')
      await updateMeeting(trx, meeting.id, { state: before as Meeting['state'] }, now);
    return true;
  }
  if (field === 'items') {
    const ids = JSON.parse(after ?? '[]') as number[];
    if (meeting.items.map(({ id }) => id).join() !== ids.join()) return false;
    await batches.deleteItems(trx, ids);
    await updateMeeting(trx, meeting.id, { shown_at: before }, now);
    return true;
  }
  if (meeting[field as 'place'] !== after) return false;
  await updateMeeting(trx, meeting.id, { [field]: before }, now);
  return true;
}

function nameOf({ date }: Pick<Meeting, 'date'>): string {
  return `Mötet ${longDate(date)}`;
}
