import type { Trx } from '../../db/schema.ts';
import type { FollowUpState } from '../../db/tables/proposals.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { getMeeting } from '../meetings/queries.ts';
import { getProposal } from '../proposals/queries.ts';
import { refreshOrganisationIndex } from '../search/queries.ts';
import { saveOrganisation, saveSpeaker } from '../speakers/queries.ts';
import { readEmail } from '../shared/email-address.ts';
import { bringToNextAgenda, retitle, takeOffAgendas } from './agenda-actions.ts';
import type { FollowUp } from './follow-up.ts';
import { EMPTY, organisationsIn, valuesOf, type FollowUpValues } from './form.ts';
import { getFollowUp, mapResponsible } from './queries.ts';
import * as record from './record-queries.ts';
import { assertInRegister, giveAddress } from './responsible-queries.ts';
import { stopQuestion } from './unasking-actions.ts';

/** One audited change; coming agendas say afterwards what is known then. */
function change(
  context: Context,
  { id, userId, action }: { id: number; userId: number; action: string },
  work: (trx: Trx, followUp: FollowUp, now: string) => Promise<unknown>,
): Promise<void> {
  return transaction(context, async (trx) => {
    const now = context.now();
    const before = await getFollowUp(trx, id);
    if ((await work(trx, before, now)) === false) return;
    await retitle(trx, before, await getFollowUp(trx, id), now);
    await bringToNextAgenda(trx, now);
    await recordAudit(trx, { at: now, userId, action, object: `follow-up ${id}` });
  });
}

/** Public at once. Returns its number. */
export function createFollowUp(context: Context, values: FollowUpValues, userId: number): Promise<number> {
  return transaction(context, async (trx) => {
    const now = context.now();
    const meeting_id = values.meeting ? (await getMeeting(trx, values.meeting)).id : null;
    const facts = await factsOf(trx, values, EMPTY, now);
    const id = await record.insertFollowUp(trx, { ...facts, meeting_id, shown_at: now, created_at: now });
    await keepOrganisations(trx, id, values, now);
    await bringToNextAgenda(trx, now);
    await recordAudit(trx, { at: now, userId, action: 'follow-up created', object: `follow-up ${id}` });
    return id;
  });
}

export function editFollowUp(
  context: Context,
  id: number,
  values: FollowUpValues,
  userId: number,
): Promise<void> {
  return change(context, { id, userId, action: 'follow-up edited' }, async (trx, before, now) => {
    const email = (await mapResponsible(trx, [id])).get(id)?.email ?? null;
    const shown = valuesOf(before, email);
    if (values.responsible !== shown.responsible || values.email !== shown.email)
      await stopQuestion(trx, before, now);
    const facts = await factsOf(trx, values, shown, now);
    await record.updateFollowUp(trx, id, { ...facts, changed_at: now });
    await keepOrganisations(trx, id, values, now);
  });
}

async function factsOf(trx: Trx, values: FollowUpValues, before: FollowUpValues, now: string) {
  const { what, who, when_text, due_on, proposal } = values;
  const proposal_id = proposal ? (await getProposal(trx, Number(proposal))).id : null;
  const responsible = await responsibleOf(trx, values, now);
  await assertInRegister(trx, responsible);
  if (writesAddress(values, before)) await giveAddress(trx, responsible, readEmail(values.email) ?? null);
  return { what, who, when_text, due_on: due_on || null, proposal_id, ...responsible };
}

/** The address in the form belongs to whom it was shown for: somebody else chosen keeps the own one. */
function writesAddress(values: FollowUpValues, before: FollowUpValues): boolean {
  const sameOne = values.responsible === before.responsible;
  return values.email !== before.email && (sameOne || values.email !== '');
}

async function responsibleOf(trx: Trx, { responsible, who }: FollowUpValues, now: string) {
  const [kind, number] = responsible.split('-');
  const none = { speaker_id: null, organisation_id: null };
  if (responsible === 'ny-organisation')
    return { ...none, organisation_id: await saveOrganisation(trx, who, now) };
  if (responsible === 'ny-person')
    return {
      ...none,
      speaker_id: await saveSpeaker(trx, { name: who, role: null, organisation: null }, now),
    };
  if (kind === 'person') return { ...none, speaker_id: Number(number) };
  return kind === 'organisation' ? { ...none, organisation_id: Number(number) } : none;
}

async function keepOrganisations(trx: Trx, id: number, values: FollowUpValues, now: string): Promise<void> {
  const ids: number[] = [];
  for (const name of organisationsIn(values)) ids.push(await saveOrganisation(trx, name, now));
  await record.setOrganisations(trx, id, ids);
  await refreshOrganisationIndex(trx);
}

export interface Said {
  state: FollowUpState;
  answer: string;
}

/** What the secretary has heard; saying the same again adds nothing. */
export function reportState(
  context: Context,
  id: number,
  said: Said & { meeting: string },
  userId: number,
): Promise<void> {
  return change(context, { id, userId, action: 'follow-up reported' }, async (trx, before, now) => {
    const meeting_id = said.meeting ? (await getMeeting(trx, said.meeting)).id : null;
    return insertSaid(trx, before, { state: said.state, answer: said.answer }, meeting_id, now);
  });
}

/** Several at once, at one meeting; those about which nothing new was said are left alone. Returns how many were new. */
export function reportAtMeeting(
  context: Context,
  slug: string,
  reports: readonly (Said & { id: number })[],
  userId: number,
): Promise<number> {
  return transaction(context, async (trx) => {
    const now = context.now();
    const meeting = await getMeeting(trx, slug);
    let count = 0;
    for (const { id, ...said } of reports) {
      const before = await getFollowUp(trx, id);
      if (!(await insertSaid(trx, before, said, meeting.id, now))) continue;
      await retitle(trx, before, await getFollowUp(trx, id), now);
      await recordAudit(trx, { at: now, userId, action: 'follow-up reported', object: `follow-up ${id}` });
      count++;
    }
    await bringToNextAgenda(trx, now);
    return count;
  });
}

async function insertSaid(
  trx: Trx,
  { id, state, answer }: FollowUp,
  said: Said,
  meeting_id: number | null,
  at: string,
): Promise<boolean> {
  if (state === said.state && answer === said.answer) return false;
  await record.insertEvent(trx, { ...said, follow_up_id: id, at, meeting_id, by_link: 0 });
  return true;
}

/** For a sentence that should not stand for everybody; what was said stays without its words. */
export function strikeAnswer(context: Context, id: number, eventId: number, userId: number): Promise<void> {
  return change(context, { id, userId, action: 'follow-up answer struck' }, async (trx, before) => {
    const event = before.trail.find((one) => one.id === eventId);
    if (!event?.answer) return false;
    await record.emptyAnswer(trx, eventId);
    if (before.trail.at(-1) === event) await record.updateFollowUp(trx, id, { answer: '' });
  });
}

/** The links that were mailed lead nowhere from now on. */
export function renewLink(context: Context, id: number, userId: number): Promise<void> {
  return change(context, { id, userId, action: 'follow-up link renewed' }, async (trx, before, now) => {
    await stopQuestion(trx, before, now);
    await record.updateFollowUp(trx, id, { link_generation: before.link_generation + 1 });
  });
}

/** Done already when it is gone. */
export function removeFollowUp(context: Context, id: number, userId: number): Promise<void> {
  return transaction(context, async (trx) => {
    const now = context.now();
    const followUp = await getFollowUp(trx, id);
    await stopQuestion(trx, followUp, now);
    await takeOffAgendas(trx, await getFollowUp(trx, id), now);
    await record.deleteFollowUp(trx, id);
    await recordAudit(trx, { at: now, userId, action: 'follow-up removed', object: `follow-up ${id}` });
  });
}
