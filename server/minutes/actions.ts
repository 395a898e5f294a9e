import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { findCarried } from '../carry-over/queries.ts';
import { transaction, type Context } from '../context.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { draftFrom } from './draft.ts';
import { keepPrinted, type MinutesForm, type Typed } from './form.ts';
import { mergeMinutes, type Merged } from './merge.ts';
import { sameContent, type MinutesContent } from './minutes.ts';
import {
  findLatestRevision,
  findRevision,
  findWriter,
  insertRevision,
  lastSectionNumber,
  type Revision,
} from './queries.ts';
import { settleRevision } from './revision-queries.ts';
import { giveIds, highestNumber, takeStep, type Step } from './sections.ts';

export interface Draft {
  meeting: Meeting;
  /** 0 before the first save. */
  number: number;
  content: MinutesContent;
  /** The id of the revision when the page made it by itself; 0 when somebody pressed the button. */
  autosaved: number;
}

/** The text as it was saved last; before that, what the agenda gives. */
export async function getDraft(context: Context, slug: string): Promise<Draft> {
  const meeting = await getMeeting(context.db, slug);
  return draftOf(context, meeting, await findLatestRevision(context.db, meeting.id));
}

export async function draftOf(
  context: Pick<Context, 'db'>,
  meeting: Meeting,
  latest: Revision | undefined,
): Promise<Draft> {
  if (latest) {
    const { number, content, autosaved, id } = latest;
    return { meeting, number, content, autosaved: autosaved && id };
  }
  const { closingSentence } = await getSettings(context.db);
  const ids = meeting.items.map(({ id }) => id);
  const carried = await findCarried(context.db, ids);
  return { meeting, number: 0, content: draftFrom(meeting, closingSentence, carried), autosaved: 0 };
}

export type Saved =
  { saved: true; sections: string[] } | { saved: false; merged: Merged; theirs: number; who: string };

/** A new revision, unless nothing changed; or both texts merged, when somebody else saved meanwhile. */
export function saveMinutes(
  context: Context,
  slug: string,
  form: MinutesForm,
  step: Step,
  userId: number,
): Promise<Saved> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    const latest = await draftOf({ db: trx }, meeting, await findLatestRevision(trx, meeting.id));
    const base = await baseOf(trx, latest, form.base);
    const mine = keepPrinted(form.typed, base);
    const last = Math.max(await lastSectionNumber(trx, meeting.id), highestNumber(base.sections));
    if (latest.number !== form.base && !sameTyped(mine, latest.content)) {
      const merged = mergeMinutes(base, mine, latest.content);
      return {
        saved: false,
        merged,
        theirs: latest.number,
        who: (await findWriter(trx, meeting.id)) ?? 'Någon annan',
      };
    }
    const sections = giveIds(takeStep(mine.sections, step), last);
    const content = { ...latest.content, ...mine, sections };
    if (!latest.number || !sameContent(content, latest.content))
      await insertRevision(trx, meeting.id, content, { userId, note: form.note, now: context.now() });
    else if (latest.autosaved) await settleRevision(trx, latest.autosaved, form.note);
    return { saved: true, sections: sections.map(({ id }) => id) };
  });
}

function sameTyped(mine: Typed, content: MinutesContent): boolean {
  return sameContent({ ...content, ...mine }, content);
}

/** What both texts come from; a number that does not exist counts as the agenda's draft. */
async function baseOf(trx: Trx, latest: Draft, number: number): Promise<Typed> {
  if (number === latest.number) return latest.content;
  const known = await findRevision(trx, latest.meeting.id, number);
  return (known ? { content: known.content } : await draftOf({ db: trx }, latest.meeting, undefined)).content;
}

/** The old text as a new revision; what was published, noted and frozen since then is kept. */
export function restoreRevision(
  context: Context,
  slug: string,
  number: number,
  userId: number,
): Promise<void> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    const [old, latest] = [
      await findRevision(trx, meeting.id, number),
      await findLatestRevision(trx, meeting.id),
    ];
    if (!old || !latest) throw new NotFound('Versionen finns inte.');
    const { corrections, upcoming } = latest.content;
    const content = { ...old.content, corrections, upcoming: upcoming ?? old.content.upcoming };
    if (sameContent(content, latest.content)) return;
    const now = context.now();
    await insertRevision(trx, meeting.id, content, {
      userId,
      note: `Återställd från version ${number}`,
      now,
    });
    await recordAudit(trx, {
      at: now,
      userId,
      action: 'minutes restored',
      object: `meeting ${meeting.id}`,
      detail: String(number),
    });
  });
}
