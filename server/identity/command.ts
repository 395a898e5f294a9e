import { readArguments, WrongUsage, type Command, type ExitCode, type Io } from '../command.ts';
import { getSettings } from '../settings/queries.ts';
import { readEmail } from '../shared/email-address.ts';
import { checkIdentity } from './actions.ts';
import { openDns } from './dns.ts';
import { CHECKS, findingLines, type Dns, type Finding } from './identity.ts';
import { senderOf } from '../mail/sender.ts';

/** `dns` is the machine's own, except in tests. */
export function checkCommandWith(dns: () => Dns): Command {
  return {
    name: 'mail check',
    usage: 'mail check [--to ADRESS] [--json]',
    summary: 'ser efter om mejlen kommer fram: SPF, DKIM, DMARC, mejlservern; --to skickar ett provmejl',
    run: async (context, args, io): Promise<ExitCode> => {
      const { values, positionals } = readArguments(args, {
        to: { type: 'string' },
        json: { type: 'boolean' },
      });
      if (positionals.length) throw new WrongUsage(`Okänt ord: ${positionals[0]}`);
      const to = values.to === undefined ? undefined : readEmail(values.to);
      if (values.to !== undefined && !to) throw new WrongUsage('Ange en enda e-postadress efter --to.');
      const { config } = context;
      const print = values.json ? printJson : printLines;
      if (!config.smtpUrl || !config.mailFrom) return print(io, undefined, []);
      const sender = senderOf(config, await getSettings(context.db));
      const findings = await checkIdentity({ config, sender, now: context.now(), dns: dns(), to });
      return print(io, sender.domain, findings);
    },
  };
}

const NO_SERVER = `Ingen mejlserver är vald: mejlen skrivs som .eml-filer i DATA_DIR/mail, och inget lämnar maskinen.
För att skicka mejl, sätt båda och kör kommandot igen:
SMTP_URL=smtp://namn:losenord@server:587 (eller smtps://namn:losenord@server)
MAIL_FROM=gruppen@example.org (en adress i en egen domän)`;

function exitFor(findings: readonly Finding[]): ExitCode {
  return findings.some(({ verdict }) => verdict === 'fault') ? 1 : 0;
}

function printLines(io: Io, domain: string | undefined, findings: readonly Finding[]): ExitCode {
  if (!domain) {
    io.out(NO_SERVER);
    return 0;
  }
  const count = (verdict: Finding['verdict']) => findings.filter((one) => one.verdict === verdict).length;
  for (const line of findings.flatMap(findingLines)) io.out(line);
  io.out(`${domain}: ${count('fault')} fel, ${count('warning')} varningar.`);
  return exitFor(findings);
}

function printJson(io: Io, domain: string | undefined, findings: readonly Finding[]): ExitCode {
  const told = findings.map(({ check, verdict, says, ask }) => ({
    check,
    name: CHECKS[check],
    result: verdict,
    text: says,
    ask,
  }));
  const delivery = domain ? 'smtp' : 'files';
  io.out(
    JSON.stringify(
      { delivery, domain: domain ?? null, ok: exitFor(findings) === 0, findings: told },
      null,
      2,
    ),
  );
  return exitFor(findings);
}

export const mailCheckCommand = checkCommandWith(() => openDns());
