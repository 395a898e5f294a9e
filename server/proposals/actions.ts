import type { ProposalState } from '../../db/tables/proposals.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { withinLimits } from '../limits/actions.ts';
import { getMeeting } from '../meetings/queries.ts';
import { refreshThemeIndex } from '../search/queries.ts';
import { readEmail } from '../shared/email-address.ts';
import type { Errors } from '../shared/fields.ts';
import { saveTheme } from '../themes/queries.ts';
import type { ProposalForm } from './form.ts';
import { getProposal, insertProposal, insertProposalEvent, updateProposal } from './queries.ts';

/** Somebody sends in a proposal; it waits unseen until the secretary has read it. */
export async function receiveProposal(
  context: Context,
  form: ProposalForm,
  network: string,
): Promise<Errors> {
  const limit = { what: 'proposal', who: network, most: 5, minutes: 60 };
  if (!(await withinLimits(context, [limit])))
    return { title: 'Det har kommit många förslag härifrån. Vänta en timme och skicka igen.' };
  const at = context.now();
  await transaction(context, async (trx) => {
    const { title, text } = form;
    const id = await insertProposal(trx, {
      title,
      text,
      email: readEmail(form.email) ?? null,
      received_at: at,
    });
    await insertProposalEvent(trx, { proposal_id: id, at, state: 'received', answer: '', meeting_id: null });
  });
  return {};
}

export function showProposal(context: Context, userId: number, id: number): Promise<void> {
  const at = context.now();
  return transaction(context, async (trx) => {
    const { shown_at } = await getProposal(trx, id);
    await updateProposal(trx, id, { shown_at: shown_at ?? at, hidden_at: null });
    await recordAudit(trx, { at, userId, action: 'proposal shown', object: `proposal ${id}` });
  });
}

export function hideProposal(context: Context, userId: number, id: number): Promise<void> {
  const at = context.now();
  return transaction(context, async (trx) => {
    const { hidden_at } = await getProposal(trx, id);
    await updateProposal(trx, id, { hidden_at: hidden_at ?? at });
    await recordAudit(trx, { at, userId, action: 'proposal hidden', object: `proposal ${id}` });
  });
}

export interface ProposalAnswer {
  state: ProposalState;
  answer: string;
  /** The address part of the meeting where it was discussed; "" for none. */
  meeting: string;
}

/** Answers a proposal and adds to its trail; saying the same again adds nothing. */
export function answerProposal(
  context: Context,
  userId: number,
  id: number,
  { state, answer, meeting }: ProposalAnswer,
): Promise<void> {
  const at = context.now();
  return transaction(context, async (trx) => {
    const before = await getProposal(trx, id);
    if (before.state === state && before.answer === answer && !meeting) return;
    const meeting_id = meeting ? (await getMeeting(trx, meeting)).id : null;
    const last = before.trail.at(-1);
    if (last?.state === state && last.answer === answer && last.meeting_slug === (meeting || null)) return;
    await updateProposal(trx, id, { state, answer });
    await insertProposalEvent(trx, { proposal_id: id, at, state, answer, meeting_id });
    await recordAudit(trx, {
      at,
      userId,
      action: 'proposal answered',
      object: `proposal ${id}`,
      detail: state,
    });
  });
}

/** Makes a theme with the proposal's title, or finds the one that has it. */
export function makeTheme(context: Context, userId: number, id: number): Promise<void> {
  const at = context.now();
  return transaction(context, async (trx) => {
    const { title } = await getProposal(trx, id);
    const theme_id = await saveTheme(trx, title, at);
    await updateProposal(trx, id, { theme_id });
    await refreshThemeIndex(trx, theme_id);
    await recordAudit(trx, { at, userId, action: 'proposal made a theme', object: `proposal ${id}` });
  });
}
