import { isOpenOn } from '../accounts/account.ts';
import { findAccount } from '../accounts/queries.ts';
import { transaction, type Context } from '../context.ts';
import { enqueue } from '../mail/outbox.ts';
import { singleMail } from '../mail/single.ts';
import { listDeadlines } from '../meetings/deadline-queries.ts';
import { getSettings } from '../settings/queries.ts';
import type { Settings } from '../settings/settings.ts';
import { addDays } from '../shared/time.ts';
import { letterOf, type Letter } from './emails.ts';
import { forgetMarks, insertMark, listSecretaries } from './queries.ts';
import { isDaytime, roundOn, type Round } from './reminder.ts';

interface Turn {
  account: { id: number; name: string; email: string; reminders: 0 | 1 };
  round: Round;
}

/** After so many hours in the queue a mail about today is of no use. */
const USEFUL_HOURS = 36;
const KEPT_DAYS = 60;

/** Mails each secretary what is to be done: once a week, and when something has become late. Safe to do at any time. */
export async function remindSecretaries(context: Context): Promise<void> {
  const settings = await getSettings(context.db);
  const here = Temporal.Instant.from(context.now()).toZonedDateTimeISO(settings.zone);
  if (!isDaytime(here.hour)) return;
  const today = here.toPlainDate().toString();
  const turns = await listTurns(context, today, settings.schedule.digestDay);
  if (!turns.length) return;
  const deadlines = await listDeadlines(context.db, settings, today);
  const to = { groupName: settings.groupName, baseUrl: context.config.baseUrl };
  for (const turn of turns) {
    const letter = turn.account.reminders ? letterOf(turn.round, deadlines, to) : undefined;
    await remind(context, settings, { ...turn, letter });
  }
}

async function listTurns(context: Context, today: string, digestDay: number): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (const { week, day, ...account } of await listSecretaries(context.db, today)) {
    const marks = { week: week ?? undefined, day: day ?? undefined };
    const round = isOpenOn(account, today) ? roundOn(today, marks, digestDay) : undefined;
    if (round) turns.push({ account, round });
  }
  return turns;
}

/** The marks and the mail come together or not at all. */
async function remind(
  context: Context,
  settings: Settings,
  { account, round, letter }: Turn & { letter: Letter | undefined },
): Promise<void> {
  const { id, name, email } = account;
  const now = context.now();
  const to = { name, address: email };
  const mail =
    letter &&
    (await singleMail(
      { config: context.config, settings, now },
      { kind: 'secretary', to, letter, hours: USEFUL_HOURS },
    ));
  await transaction(context, async (trx) => {
    if (!(await insertMark(trx, { user_id: id, kind: 'day', day: round.day }))) return;
    if (round.week) await insertMark(trx, { user_id: id, kind: 'week', day: round.week });
    await forgetMarks(trx, addDays(round.day, -KEPT_DAYS));
    const still = await findAccount(trx, id);
    if (mail && still?.reminders && !still.disabled_at) await enqueue(trx, mail);
  });
}
