import { insertOneTimeLink, deleteOneTimeLinks, useOneTimeLink } from '../auth/queries.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import type { Trx } from '../../db/schema.ts';
import { withinLimits } from '../limits/actions.ts';
import { enqueue } from '../mail/outbox.ts';
import { forgetRecipient, stopMails } from '../mail/stop-queries.ts';
import { singleMail } from '../mail/single.ts';
import { getSettings } from '../settings/queries.ts';
import { emailKey, readEmail } from '../shared/email-address.ts';
import { NotFound } from '../shared/failures.ts';
import { later } from '../shared/time.ts';
import { keyedHash, randomToken, readStandingToken, standingToken, tokenHash } from '../shared/tokens.ts';
import { CONFIRM_HOURS, alreadyLetter, confirmationLetter, consentText } from './confirmation.ts';
import type { SubscriptionForm } from './form.ts';
import * as queries from './queries.ts';
import type { Subscriber } from './queries.ts';

export function manageToken(
  context: Context,
  { id, link_generation }: Pick<Subscriber, 'id' | 'link_generation'>,
) {
  return standingToken(context.key, 'subscription', id, link_generation);
}

/** Whose standing link it is, when that person still subscribes. */
export async function findByToken(context: Context, token: string): Promise<Subscriber | undefined> {
  const read = readStandingToken(context.key, 'subscription', token);
  const subscriber = read && (await queries.findSubscriber(context.db, read.id));
  const current = subscriber?.state === 'confirmed' && subscriber.link_generation === read?.generation;
  return current ? subscriber : undefined;
}

/**
 * Mails a link to confirm with, or to somebody who subscribes already the link to their choices. The caller cannot tell
 * which, not even by the time it takes. False when this network has asked too often. The form must be checked.
 */
export async function subscribe(context: Context, form: SubscriptionForm, network: string): Promise<boolean> {
  const email = readEmail(form.email)!;
  const ofNetwork = [
    { what: 'subscribe', who: network, most: 20, minutes: 60 },
    { what: 'subscribe in a day', who: network, most: 60, minutes: 24 * 60 },
  ];
  if (!(await withinLimits(context, ofNetwork))) return false;
  const ofAddress = { what: 'subscribe', who: emailKey(email), most: 3, minutes: 24 * 60 };
  const allowed = await withinLimits(context, [ofAddress]);
  const known = await queries.findByEmail(context.db, emailKey(email));
  const enqueueLetter =
    known && isSettled(known)
      ? await remindOfChoices(context, known)
      : await askToConfirm(context, email, form);
  if (allowed) await transaction(context, enqueueLetter);
  return true;
}

/** Confirmed, and the address works as far as we know. */
function isSettled(subscriber: Subscriber): boolean {
  return subscriber.state === 'confirmed' && subscriber.refused_at === null;
}

/** A confirmed person whose address was refused proves that it works again; their choices stay. */
async function askToConfirm(context: Context, email: string, { name, wishes }: SubscriptionForm) {
  const now = context.now();
  const token = randomToken();
  const settings = await getSettings(context.db);
  const letter = confirmationLetter(settings, `${context.config.baseUrl}/prenumeration/bekrafta/${token}`);
  const to = { name: '', address: email };
  const from = { config: context.config, settings, now };
  const mail = await singleMail(from, { kind: 'confirmation', to, letter, hours: CONFIRM_HOURS });
  const request = { name, ...wishes, requested_at: now, consent_text: consentText(settings.groupName) };
  return async (trx: Trx) => {
    const known = await queries.findByEmail(trx, emailKey(email));
    if (known && isSettled(known)) return;
    const row = { ...request, email, email_key: emailKey(email), state: 'pending', origin: 'form' } as const;
    const id = known?.id ?? (await queries.insertSubscriber(trx, row));
    if (known?.state === 'pending') await queries.updateSubscriber(trx, id, request);
    await deleteOneTimeLinks(trx, 'confirm-subscription', id);
    const ids = await queries.listWaitingConfirmations(trx, id);
    await stopMails(trx, { ids }, 'Ersatt av en nyare bekräftelse.');
    const expires_at = later(now, { hours: CONFIRM_HOURS });
    const link = { purpose: 'confirm-subscription', subject_id: id, created_at: now, expires_at } as const;
    await insertOneTimeLink(trx, { ...link, token_hash: tokenHash(token) });
    await enqueue(trx, { ...mail, subscriber_id: id });
  };
}

async function remindOfChoices(context: Context, subscriber: Subscriber) {
  const settings = await getSettings(context.db);
  const manageUrl = `${context.config.baseUrl}/prenumeration/${manageToken(context, subscriber)}`;
  const to = { name: subscriber.name, address: subscriber.email };
  const from = { config: context.config, settings, now: context.now() };
  const letter = alreadyLetter(settings, manageUrl);
  const mail = await singleMail(from, { kind: 'confirmation', to, letter, hours: CONFIRM_HOURS });
  return async (trx: Trx) => {
    if (await queries.findSubscriber(trx, subscriber.id))
      await enqueue(trx, { ...mail, subscriber_id: subscriber.id });
  };
}

export async function isConfirmLink(context: Context, token: string): Promise<boolean> {
  return Boolean(await queries.findConfirmLink(context.db, tokenHash(token), context.now()));
}

/** Doing it twice is doing it once. Returns the token of the person's own page. */
export async function confirm(context: Context, token: string): Promise<string> {
  const now = context.now();
  return transaction(context, async (trx) => {
    const link = await queries.findConfirmLink(trx, tokenHash(token), now);
    const subscriber = link && (await queries.findSubscriber(trx, link.subject_id ?? 0));
    if (!subscriber) throw new NotFound('Länken gäller inte längre. Prenumerera igen, så får du en ny.');
    if (!link?.used_at) {
      if (subscriber.state === 'pending')
        await queries.updateSubscriber(trx, subscriber.id, { state: 'confirmed', confirmed_at: now });
      await queries.liftRefusal(trx, subscriber.id);
      await queries.endSuppression(trx, suppressionHash(context, subscriber.email_key));
      await useOneTimeLink(trx, tokenHash(token), now);
    }
    return manageToken(context, subscriber);
  });
}

/** The same for known and unknown tokens, once or many times. */
export async function unsubscribe(context: Context, token: string): Promise<void> {
  const subscriber = await findByToken(context, token);
  if (!subscriber) return;
  await transaction(context, async (trx) => {
    const hash = suppressionHash(context, subscriber.email_key);
    await queries.suppress(trx, hash, 'unsubscribed', context.now());
    await remove(trx, subscriber.id, 'Prenumerationen är avslutad.');
  });
}

/** The secretary takes somebody away; a list file does not bring them back. */
export async function erase(context: Context, id: number, userId: number): Promise<void> {
  const now = context.now();
  await transaction(context, async (trx) => {
    const subscriber = await queries.findSubscriber(trx, id);
    if (!subscriber) return;
    await queries.suppress(trx, suppressionHash(context, subscriber.email_key), 'erased', now);
    await remove(trx, id, 'Prenumeranten är borttagen.');
    await recordAudit(trx, { at: now, userId, action: 'subscriber erased', object: `subscriber ${id}` });
  });
}

/** Who never confirmed is forgotten after the days of the settings. */
export async function forgetUnconfirmed(context: Context): Promise<number> {
  const { retention } = await getSettings(context.db);
  const before = later(context.now(), { days: -retention.unconfirmedDays });
  return transaction(context, async (trx) => {
    const ids = await queries.listUnconfirmed(trx, before);
    for (const id of ids) await remove(trx, id, 'Prenumerationen bekräftades aldrig.');
    return ids.length;
  });
}

async function remove(trx: Trx, id: number, reason: string): Promise<void> {
  await stopMails(trx, { subscriberId: id }, reason);
  await forgetRecipient(trx, id);
  await queries.deleteSubscriber(trx, id);
}

export function suppressionHash(context: Context, emailKeyOfPerson: string): string {
  return keyedHash(context.key, `suppression ${emailKeyOfPerson}`);
}
