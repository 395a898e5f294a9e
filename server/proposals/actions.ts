import type { Trx } from '../../db/schema.ts';
import type { ProposalState } from '../../db/tables/proposals.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { getMeeting } from '../meetings/queries.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { refreshProposalIndex } from '../search/proposal-queries.ts';
import { refreshMeetingIndex, refreshThemeIndex } from '../search/queries.ts';
import { Refused } from '../shared/failures.ts';
import { putInBacklog } from '../themes/backlog-queries.ts';
import { saveTheme } from '../themes/queries.ts';
import { isPublic, type Proposal } from './proposal.ts';
import {
  deleteProposalEvent,
  getProposal,
  insertProposalEvent,
  moveDoubles,
  updateProposal,
} from './queries.ts';
import { addProposalToAgenda, moveProposal } from './trail-queries.ts';

/** One change in one transaction, audited; `false` from the work: nothing was changed. */
function change(
  context: Context,
  { id, userId, action, detail }: { id: number; userId: number; action: string; detail?: string },
  work: (trx: Trx, proposal: Proposal, now: string) => Promise<unknown>,
): Promise<void> {
  return transaction(context, async (trx) => {
    const at = context.now();
    if ((await work(trx, await getProposal(trx, id), at)) === false) return;
    await refreshProposalIndex(trx, id);
    const event = { at, userId, action, object: `proposal ${id}` };
    await recordAudit(trx, detail ? { ...event, detail } : event);
  });
}

/** The one that a double is grouped with; otherwise itself. */
async function getMain(trx: Trx, proposal: Proposal): Promise<Proposal> {
  return proposal.same_as_id === null ? proposal : getProposal(trx, proposal.same_as_id);
}

export function showProposal(context: Context, userId: number, id: number): Promise<void> {
  return change(context, { id, userId, action: 'proposal shown' }, (trx, { shown_at }, now) =>
    updateProposal(trx, id, { shown_at: shown_at ?? now, hidden_at: null }),
  );
}

export function hideProposal(context: Context, userId: number, id: number): Promise<void> {
  return change(context, { id, userId, action: 'proposal hidden' }, (trx, { hidden_at }, now) =>
    updateProposal(trx, id, { hidden_at: hidden_at ?? now }),
  );
}

export interface ProposalAnswer {
  state: ProposalState;
  answer: string;
  /** The meeting that it is about; null for none. */
  meetingId: number | null;
}

/** Answers a proposal and adds to its trail; saying the same again adds nothing. */
export function answerProposal(
  context: Context,
  userId: number,
  id: number,
  { state, answer, meetingId }: ProposalAnswer,
): Promise<void> {
  const event = { id, userId, action: 'proposal answered', detail: state };
  return change(context, event, async (trx, proposal, now) => {
    const standing = await getMain(trx, proposal);
    if (standing.state === state && standing.answer === answer && meetingId === null) return false;
    return moveProposal(trx, { id, state, meetingId, answer }, now);
  });
}

/** The last step, as long as nobody has been told of it; undefined when there is none. */
export function undoable({ trail }: Pick<Proposal, 'trail'>) {
  const last = trail.length > 1 ? trail.at(-1) : undefined;
  return last && !last.told_at ? last : undefined;
}

/** Takes the last step back. Once somebody has been told, a new step is the honest way. */
export function undoAnswer(context: Context, userId: number, id: number, eventId: number): Promise<void> {
  return change(context, { id, userId, action: 'proposal step undone' }, async (trx, proposal) => {
    if (!proposal.trail.some((event) => event.id === eventId)) return false;
    if (undoable(proposal)?.id !== eventId)
      throw new Refused('Steget kan inte ångras längre. Välj i stället det läge som ska gälla, och spara.');
    const { state, answer } = proposal.trail.at(-2)!;
    await deleteProposalEvent(trx, eventId);
    await updateProposal(trx, id, { state, answer });
  });
}

/** Makes a theme with the proposal's title, or finds the one that has it. */
export function makeTheme(context: Context, userId: number, id: number): Promise<void> {
  return change(context, { id, userId, action: 'proposal made a theme' }, async (trx, proposal, now) => {
    const main = await getMain(trx, proposal);
    await giveTheme(trx, main.id, main.title, now);
  });
}

/** The theme waits in the backlog to be chosen for a meeting. */
export function keepForLater(context: Context, userId: number, id: number): Promise<void> {
  return change(context, { id, userId, action: 'proposal in backlog' }, async (trx, proposal, now) => {
    const main = await getMain(trx, proposal);
    const themeId = main.theme_id ?? (await giveTheme(trx, main.id, main.title, now));
    await putInBacklog(trx, themeId, now);
  });
}

async function giveTheme(trx: Trx, id: number, title: string, now: string): Promise<number> {
  const theme_id = await saveTheme(trx, title, now);
  await updateProposal(trx, id, { theme_id });
  await refreshThemeIndex(trx, theme_id);
  return theme_id;
}

/** "Ta upp på mötet": an item of that meeting's agenda. */
export function bringUp(context: Context, userId: number, id: number, slug: string): Promise<void> {
  return change(context, { id, userId, action: 'proposal on agenda' }, async (trx, proposal, now) => {
    const meeting = await getMeeting(trx, slug);
    if (!isPublic(proposal))
      throw new Refused(
        'Dagordningen syns för alla. Visa förslaget på sidan först, och lägg sedan till det.',
      );
    if (meeting.state === 'cancelled' || meeting.state === 'held')
      throw new Refused('Det mötet är hållet eller inställt. Välj ett möte som kommer.');
    if (!(await addProposalToAgenda(trx, await getMain(trx, proposal), meeting, now))) return false;
    await moveProposal(trx, { id, state: 'planned', meetingId: meeting.id }, now);
    await updateMeeting(trx, meeting.id, {}, now);
    await refreshMeetingIndex(trx, meeting.id);
  });
}

/** What has been said about the main one is said about its double too, so that the one who proposed it hears of it. */
async function takeOver(
  trx: Trx,
  { id, state, answer }: Proposal,
  target: Proposal,
  at: string,
): Promise<void> {
  if (target.state === state && target.answer === answer) return;
  const meeting_id = target.trail.at(-1)?.meeting_id ?? null;
  const said = { state: target.state, answer: target.answer };
  await updateProposal(trx, id, said);
  await insertProposalEvent(trx, { proposal_id: id, at, meeting_id, ...said });
}

/** The same wish twice: `id` belongs to `main` from now on, with what belonged to it. */
export function groupProposals(context: Context, userId: number, id: number, main: number): Promise<void> {
  const event = { id, userId, action: 'proposals grouped', detail: `proposal ${main}` };
  return change(context, event, async (trx, proposal, now) => {
    const target = await getMain(trx, await getProposal(trx, main));
    if (target.id === id) throw new Refused('Det förslaget hör redan hit. Välj ett annat.');
    if (isPublic(proposal) && !isPublic(target))
      throw new Refused('Det andra förslaget visas inte för alla. Visa det först, eller välj ett annat.');
    if (proposal.same_as_id === target.id) return false;
    await moveDoubles(trx, id, target.id);
    await updateProposal(trx, id, { same_as_id: target.id });
    await takeOver(trx, proposal, target, now);
    if (proposal.theme_id && !target.theme_id)
      await updateProposal(trx, target.id, { theme_id: proposal.theme_id });
  });
}

export function ungroupProposal(context: Context, userId: number, id: number): Promise<void> {
  return change(context, { id, userId, action: 'proposal ungrouped' }, async (trx, { same_as_id }) => {
    if (same_as_id === null) return false;
    await updateProposal(trx, id, { same_as_id: null });
  });
}
