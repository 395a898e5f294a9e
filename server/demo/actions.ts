import type { Trx } from '../../db/schema.ts';
import { addUser } from '../auth/actions.ts';
import { transaction, type Context } from '../context.ts';
import { refreshMeetingIndex, refreshOrganisationIndex, refreshThemeIndex } from '../search/queries.ts';
import { saveSettings } from '../settings/queries.ts';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { emailKey } from '../shared/email-address.ts';
import { dateIn, later } from '../shared/time.ts';
import { listOrganisations } from '../speakers/queries.ts';
import { listThemes, saveTheme } from '../themes/queries.ts';
import { PROPOSALS } from './content/proposals.ts';
import { DEMO_SETTINGS } from './content/settings.ts';
import { SUBSCRIBERS } from './content/subscribers.ts';
import type { ExampleProposal } from './example.ts';
import { fillMeeting } from './meeting-actions.ts';
import { planFor } from './plan.ts';
import { insertProposal, insertSubscribers } from './queries.ts';

const SECRETARY = {
  email: 'sekreterare@example.org',
  name: 'Sanna Sekreterare',
  password: 'kaffe och kanelbullar',
};

/** Fills an empty database with invented meetings around today. Returns how to sign in. */
export async function fillDemo(context: Context): Promise<{ email: string; password: string }> {
  const user = await addUser(context, SECRETARY);
  if ('errors' in user) throw new Error('the demo needs an empty database');
  const now = context.now();
  const plan = planFor(dateIn(DEFAULT_SETTINGS.zone, now));
  await transaction(context, async (trx) => {
    await saveSettings(trx, DEMO_SETTINGS, later(now, { days: -400 }));
    const ids: number[] = [];
    for (const meeting of plan.meetings) ids.push(await fillMeeting(trx, meeting, { userId: user.id, now }));
    const meetingAt = (step: number) => {
      const index = plan.held + (step < 0 ? step : step - 1);
      return { id: ids[index]!, date: plan.meetings[index]!.dates[0]! };
    };
    for (const proposal of PROPOSALS) await fillProposal(trx, proposal, meetingAt, now);
    await insertSubscribers(
      trx,
      SUBSCRIBERS.map(([name, email], index) => subscriberRow(name, email, index, now)),
    );
    await indexAll(trx, ids);
  });
  return { email: SECRETARY.email, password: SECRETARY.password };
}

interface Told {
  id: number;
  date: string;
}

async function fillProposal(
  trx: Trx,
  { title, text, email, theme, age, hidden, trail }: ExampleProposal,
  meetingAt: (step: number) => Told,
  now: string,
): Promise<void> {
  const received_at = later(now, { days: -30 * age - 2 });
  const events = eventsOf(trail, meetingAt, received_at);
  const { state, answer } = trail.at(-1)!;
  const shown_at = later(received_at, { hours: 20 });
  const theme_id = theme ? await saveTheme(trx, theme, received_at) : null;
  const row = { title, text, email: email ?? null, state, answer, theme_id, received_at, shown_at };
  await insertProposal(trx, { ...row, hidden_at: hidden ? shown_at : null }, events);
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

/** The choices vary, so that each kind of mail has receivers and none has them all; the last one has not confirmed. */
function subscriberRow(name: string, email: string, index: number, now: string) {
  const requested_at = later(now, { days: -(500 - index * 20) });
  const pending = index === SUBSCRIBERS.length - 1;
  const yes = (part: number) => (index % part === 0 ? 1 : 0);
  return {
    email,
    email_key: emailKey(email),
    name,
    state: pending ? ('pending' as const) : ('confirmed' as const),
    announcement: index % 5 === 4 ? (0 as const) : (1 as const),
    changes: 1 as const,
    reminder: yes(3) as 0 | 1,
    minutes: index % 4 === 3 ? (0 as const) : (1 as const),
    calendar: yes(2) as 0 | 1,
    origin: index % 6 === 5 ? ('import' as const) : ('form' as const),
    consent_text: 'Jag vill ha det jag har kryssat för, till den här adressen.',
    requested_at: pending ? later(now, { hours: -3 }) : requested_at,
    confirmed_at: pending ? null : later(requested_at, { minutes: 7 }),
  };
}

async function indexAll(trx: Trx, meetingIds: number[]): Promise<void> {
  for (const id of meetingIds) await refreshMeetingIndex(trx, id);
  for (const { id } of await listThemes(trx)) await refreshThemeIndex(trx, id);
  for (const { id } of await listOrganisations(trx)) await refreshOrganisationIndex(trx, id);
}
