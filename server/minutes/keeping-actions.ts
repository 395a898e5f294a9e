import type { Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../context.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { NotFound } from '../shared/failures.ts';
import { draftOf } from './actions.ts';
import type { Typed } from './keeping-form.ts';
import {
  fieldFault,
  fieldTexts,
  meetField,
  withFieldTexts,
  type FieldTexts,
  type MetField,
} from './field-texts.ts';
import { sameContent, type MinutesContent } from './minutes.ts';
import { findLatestRevision, findWriter, insertRevision, type Revision } from './queries.ts';
import { findNearestRevision, keepRevision, thinRevisions } from './revision-queries.ts';

/** Both wrote in one field: this is what to go on with. Nothing is stored before the page has shown it. */
export interface Met extends MetField {
  who: string;
}

export interface Kept {
  /** Of the revision that the whole page is now at. */
  number: number;
  /** By name of field: what others wrote in fields that the page did not send. */
  updates: Record<string, string>;
  met: Record<string, Met>;
  /** Why a text is not stored; it must be mended in the page. */
  refused: Record<string, string>;
  /** Fields of sections that somebody has removed; their text is now in "Oplacerat". */
  gone: string[];
  /** Sections were added, removed or moved: the page must be loaded again to show them. */
  rearranged: boolean;
}

/** The draft gets a first revision, so that its sections have numbers that stay. False when the agenda has other items than `headings`. */
export function beginMinutes(
  context: Context,
  slug: string,
  userId: number,
  headings?: string[],
): Promise<boolean> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    const { number, content } = await draftOf(
      { db: trx },
      meeting,
      await findLatestRevision(trx, meeting.id),
    );
    if (number) return true;
    const isSame =
      !headings || headings.join('\n') === content.sections.map(({ heading }) => heading).join('\n');
    if (!isSame) return false;
    const by = { userId, note: 'Påbörjad från dagordningen', now: context.now() };
    await insertRevision(trx, meeting.id, content, by);
    return true;
  });
}

/** Stores what was typed as a revision that the page made by itself; never overwrites what somebody else wrote. */
export function keepTyped(
  context: Context,
  slug: string,
  { seen, typed }: { seen: number; typed: Typed[] },
  userId: number,
): Promise<Kept> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    const { id } = meeting;
    const latest = await findLatestRevision(trx, id);
    if (!latest) throw new NotFound('Det finns inga minnesanteckningar än.');
    const before = fieldTexts(latest.content);
    const kept: Kept = {
      number: latest.number,
      updates: {},
      met: {},
      refused: {},
      gone: [],
      rearranged: false,
    };
    const bases = new Bases(trx, meeting, latest);
    const content = await taken(trx, { latest, bases }, typed, kept);
    if (!sameContent(content, latest.content)) {
      const now = context.now();
      kept.number = await keepRevision(trx, id, content, { userId, now });
      await thinRevisions(trx, id, now);
    }
    const sent = new Set(typed.map(({ name }) => name));
    await tellNews(latest, bases, { seen, before, sent }, kept);
    return kept;
  });
}

interface Base {
  content: MinutesContent;
  texts: FieldTexts;
}

function asBase(content: MinutesContent): Base {
  return { content, texts: fieldTexts(content) };
}

/** What a page began from, by number; what the agenda gives is 0. Each is read once. */
class Bases {
  readonly #known = new Map<number, Base>();
  readonly #trx: Trx;
  readonly #meeting: Meeting;

  constructor(trx: Trx, meeting: Meeting, latest: Revision) {
    this.#trx = trx;
    this.#meeting = meeting;
    this.#known.set(latest.number, asBase(latest.content));
  }

  async get(number: number): Promise<Base> {
    const known = this.#known.get(number);
    if (known) return known;
    const found = number ? await findNearestRevision(this.#trx, this.#meeting.id, number) : undefined;
    const content = found?.content ?? (await draftOf({ db: this.#trx }, this.#meeting, undefined)).content;
    const base = asBase(content);
    this.#known.set(number, base);
    return base;
  }
}

async function taken(
  trx: Trx,
  { latest, bases }: { latest: Revision; bases: Bases },
  typed: Typed[],
  kept: Kept,
): Promise<MinutesContent> {
  const theirs = fieldTexts(latest.content);
  const texts = new Map<string, string>();
  const lost: string[] = [];
  for (const { name, base, text, tried } of typed) {
    const fault = fieldFault(name, text);
    const [now, before] = [theirs.get(name), (await bases.get(base)).texts.get(name) ?? ''];
    if (fault) kept.refused[name] = fault;
    else if (now === undefined) {
      kept.gone.push(name);
      if (text !== before && /:(?:heading|markdown)$/.test(name)) lost.push(text);
    } else if (now === before || now === text || tried.includes(now)) texts.set(name, text);
    else {
      const who = (await findWriter(trx, latest.meeting_id)) ?? 'Någon annan';
      kept.met[name] = { ...meetField(name, before, text, now), who };
    }
  }
  const content = withFieldTexts(latest.content, texts);
  if (!lost.length) return content;
  return { ...content, unplaced: [content.unplaced, ...lost].filter(Boolean).join('\n\n') };
}

/** What changed between the revision that the page knows and the one before this save. */
async function tellNews(
  latest: Revision,
  bases: Bases,
  { seen, before, sent }: { seen: number; before: FieldTexts; sent: ReadonlySet<string> },
  kept: Kept,
): Promise<void> {
  if (seen === latest.number) return;
  const { content: known, texts: old } = await bases.get(seen);
  for (const [name, text] of before) if (!sent.has(name) && old.get(name) !== text) kept.updates[name] = text;
  const order = ({ sections }: MinutesContent) => sections.map(({ id }) => id).join();
  kept.rearranged = order(known) !== order(latest.content);
}
