import type { Trx } from '../../db/schema.ts';
import { insertOffer } from '../proposals/offer-queries.ts';
import {
  addSupporter,
  insertProposal,
  insertProposalEvent,
  listProposals,
  updateProposal,
} from '../proposals/queries.ts';
import { later } from '../shared/time.ts';
import { saveTheme } from '../themes/queries.ts';
import type { ExampleProposal } from './example.ts';

interface Told {
  id: number;
  date: string;
}

/** `meetingAt` finds the meeting that a step of the trail names. */
export async function fillProposal(
  trx: Trx,
  example: ExampleProposal,
  meetingAt: (step: number) => Told,
  now: string,
): Promise<void> {
  const { title, text, email, speaker, theme, age, hidden, unread, trail } = example;
  const received_at = later(now, { days: -30 * age - 2 });
  const id = await insertProposal(trx, {
    title,
    text,
    email: email ?? null,
    speaker_name: speaker ?? '',
    received_at,
  });
  for (const event of eventsOf(trail, meetingAt, received_at))
    await insertProposalEvent(trx, { ...event, proposal_id: id });
  const shown_at = unread ? null : later(received_at, { hours: 20 });
  const about = theme ? { theme_id: await saveTheme(trx, theme, received_at) } : {};
  const { state, answer } = trail.at(-1)!;
  for (let count = 0; count < (example.supporters ?? 0); count++) await addSupporter(trx, id);
  for (const offer of example.offers ?? [])
    await insertOffer(trx, { ...offer, proposal_id: id, received_at: later(received_at, { days: 3 }) });
  await groupWith(trx, id, example.sameAs);
  await updateProposal(trx, id, { state, answer, shown_at, hidden_at: hidden ? shown_at : null, ...about });
}

async function groupWith(trx: Trx, id: number, title: string | undefined): Promise<void> {
  if (!title) return;
  const main = (await listProposals(trx, { publicOnly: false })).find((one) => one.title === title);
  if (main) await updateProposal(trx, id, { same_as_id: main.id });
}

/** What a past meeting said happened on that day; the rest a week after what was before. */
function eventsOf(trail: ExampleProposal['trail'], meetingAt: (step: number) => Told, receivedAt: string) {
  let at = receivedAt;
  return trail.map(({ state, answer, meeting }, index) => {
    if (meeting && meeting < 0) at = `${meetingAt(meeting).date}T13:00:00.000Z`;
    else if (index > 0) at = later(at, { days: 7 });
    return { at, state, answer, meeting_id: meeting ? meetingAt(meeting).id : null };
  });
}
