import type { Db } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { getSettings } from '../settings/queries.ts';
import { emailKey } from '../shared/email-address.ts';
import { dateIn, instantOf } from '../shared/time.ts';
import { suppressionHash } from './actions.ts';
import { consentText } from './confirmation.ts';
import type { ListedPerson } from './csv.ts';
import { listConsent, type ListSource } from './list-source.ts';
import * as queries from './queries.ts';

type Known = Awaited<ReturnType<typeof queries.listKnown>>[number];

export interface SortedList {
  /** Also those who have asked but not confirmed. */
  fresh: (ListedPerson & { pending: Known | undefined })[];
  known: ListedPerson[];
  unsubscribed: ListedPerson[];
  /** Known, but the address takes no mail. */
  refused: ListedPerson[];
}

/** Who has unsubscribed is never added again, and nobody's own choices are changed. */
export async function sortList(
  context: Context,
  db: Db,
  people: readonly ListedPerson[],
): Promise<SortedList> {
  const known = new Map((await queries.listKnown(db)).map((row) => [row.email_key, row]));
  const suppressed = await queries.listSuppressed(db);
  const sorted: SortedList = { fresh: [], known: [], unsubscribed: [], refused: [] };
  for (const person of people) {
    const key = emailKey(person.email);
    const same = known.get(key);
    if (same?.refused_at) sorted.refused.push(person);
    else if (same?.state === 'confirmed') sorted.known.push(person);
    else if (suppressed.has(suppressionHash(context, key))) sorted.unsubscribed.push(person);
    else sorted.fresh.push({ ...person, pending: same });
  }
  return sorted;
}

export interface Imported {
  added: number;
  known: number;
  unsubscribed: number;
  refused: number;
}

/** Adds the new ones, without any mail about it; doing it twice changes nothing. */
export async function importList(
  context: Context,
  people: readonly ListedPerson[],
  source: ListSource,
  userId: number | null = null,
): Promise<Imported> {
  const now = context.now();
  const { groupName, zone } = await getSettings(context.db);
  const proof = {
    origin: 'import',
    consent_text: listConsent(source, consentText(groupName)),
    requested_at: source.date === dateIn(zone, now) ? now : instantOf(source.date, '12:00', zone),
    state: 'confirmed',
    confirmed_at: now,
  } as const;
  return transaction(context, async (trx) => {
    const { fresh, known, unsubscribed, refused } = await sortList(context, trx, people);
    const rows = fresh.filter(({ pending }) => !pending);
    await queries.insertSubscribers(
      trx,
      rows.map(({ email, name, wishes }) => ({
        ...proof,
        ...wishes,
        email,
        email_key: emailKey(email),
        name,
      })),
    );
    for (const { pending, name, wishes } of fresh)
      if (pending)
        await queries.updateSubscriber(trx, pending.id, { ...proof, ...wishes, name: name || pending.name });
    const [added, detail] = [fresh.length, `${fresh.length} added`];
    if (added)
      await recordAudit(trx, { at: now, userId, action: 'list imported', object: 'subscribers', detail });
    return { added, known: known.length, unsubscribed: unsubscribed.length, refused: refused.length };
  });
}
