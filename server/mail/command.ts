import { WrongUsage, type Command, type ExitCode, type Io } from '../command.ts';
import type { Context } from '../context.ts';
import { MEETING_KINDS, type MeetingKind } from '../settings/mail-templates.ts';
import { momentIn } from '../shared/time.ts';
import { queueMailing } from './actions.ts';
import { draftMailing } from './draft-actions.ts';
import { deliverDue } from './delivery.ts';
import { isDelivering } from './loop.ts';
import { getMailing } from './mailing-queries.ts';
import { transportFor } from './transport.ts';

const FLAGS = ['--now', '--dry-run'];

export const sendCommand: Command = {
  name: 'send',
  usage: `send ${MEETING_KINDS.join('|')} DATUM [--now] [--dry-run]`,
  summary: 'lägger ett utskick om mötet i kön; --now hoppar över väntetiden, --dry-run visar bara',
  run: async (context, args, io): Promise<ExitCode> => {
    const flags = args.filter((arg) => arg.startsWith('-'));
    const [kind, slug, ...rest] = args.filter((arg) => !arg.startsWith('-'));
    const unknown = flags.find((flag) => !FLAGS.includes(flag));
    if (unknown) throw new WrongUsage(`Okänt val: ${unknown}`);
    if (!isKind(kind) || !slug || rest.length) throw new WrongUsage('Ange slag och mötets datum.');
    if (flags.includes('--dry-run')) return show(context, kind, slug, io);
    return send(context, kind, slug, flags.includes('--now'), io);
  },
};

function isKind(text: string | undefined): text is MeetingKind {
  return MEETING_KINDS.some((kind) => kind === text);
}

async function show(context: Context, kind: MeetingKind, slug: string, io: Io): Promise<ExitCode> {
  const { subject, text, recipients } = await draftMailing(context, kind, slug);
  io.out(`${recipients} mottagare. Inget är skickat.\n\nÄmne: ${subject}\n\n${text}`);
  return 0;
}

async function send(
  context: Context,
  kind: MeetingKind,
  slug: string,
  now: boolean,
  io: Io,
): Promise<ExitCode> {
  const { subject, text, settings } = await draftMailing(context, kind, slug);
  const queued = await queueMailing(context, { kind, slug, subject, text, now, userId: null });
  io.out(queued.added ? `${queued.added} mejl i kön.` : 'Ingen ny mottagare: inget mejl lades till.');
  if (!queued.added && !now) return 0;
  if (await isDelivering(context)) {
    io.out(
      now
        ? 'Den app som är igång skickar dem nu.'
        : `De skickas ${momentIn(settings.zone, queued.notBefore)}.`,
    );
    return 0;
  }
  if (now) return deliverHere(context, queued.mailingId, io);
  io.out(`Ingen app är igång. Mejlen ligger kvar i kön tills den startas.`);
  return 0;
}

async function deliverHere(context: Context, mailingId: number, io: Io): Promise<ExitCode> {
  const transport = transportFor(context.config);
  const { down } = await deliverDue(context, transport);
  transport.close();
  const { total, sent, failed, queued, unknown, stopped } = await getMailing(context.db, mailingId);
  io.out(`${sent} av ${total} mejl skickade.`);
  if (queued || unknown) io.err(`${queued + unknown} mejl väntar på ett nytt försök.`);
  if (failed) io.err(`${failed} mejl togs inte emot.`);
  if (stopped) io.err(`${stopped} mejl är stoppade.`);
  if (down) io.err(`Mejlservern går inte att använda: ${down}`);
  return sent === total ? 0 : 1;
}

export const mailCommands: readonly Command[] = [sendCommand];
