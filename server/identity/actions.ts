import { readFile } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { randomToken } from '../shared/tokens.ts';
import type { Attempt } from '../mail/attempt.ts';
import { composeMail } from '../mail/compose.ts';
import { aboutTls, lookAtServer } from './connection.ts';
import { checkDkim } from './dkim.ts';
import { checkDmarc } from './dmarc.ts';
import { checkSpf } from './spf-advice.ts';
import {
  checkFrom,
  checkMx,
  checkPtr,
  CHECKS,
  DnsFault,
  fault,
  ok,
  plainName,
  warning,
  type Check,
  type Dns,
  type Finding,
} from './identity.ts';
import { renderLetter } from '../mail/message.ts';
import type { Sender } from '../mail/sender.ts';
import { transportFor, type MailTransport } from '../mail/transport.ts';

export interface Question {
  config: Config;
  sender: Sender;
  /** The UTC instant. */
  now: string;
  dns: Dns;
  /** Who gets one test mail. */
  to: string | undefined;
  wholeMs?: number;
}

/** All findings, in the order of CHECKS. Needs SMTP_URL and MAIL_FROM; ends within about half a minute. */
export async function checkIdentity(question: Question): Promise<Finding[]> {
  const { config, dns, wholeMs = 20_000 } = question;
  const domain = domainOf(config.mailFrom!);
  const url = new URL(config.smtpUrl!);
  const host = plainName(url.hostname.replace(/^\[|\]$/g, ''));
  const pem = config.dkimKeyFile && (await readFile(config.dkimKeyFile, 'utf8').catch(() => ''));
  const addresses = () => dns.addresses(host);
  const bounded = (check: Check, look: () => Promise<Finding | Finding[]>) => guarded(check, look, wholeMs);
  const found = await Promise.all([
    Promise.resolve(checkFrom(domain)),
    bounded('mx', () => checkMx(domain, dns)),
    bounded('spf', () => checkSpf(domain, host, addresses, dns)),
    bounded('dkim', () => checkDkim(domain, pem, dns)),
    bounded('dmarc', () => checkDmarc(domain, Boolean(pem), dns)),
    bounded('ptr', async () => checkPtr(host, await addresses(), dns)),
    checkServer(question, url, host),
  ]);
  const order = Object.keys(CHECKS);
  return found.flat().sort((a, b) => order.indexOf(a.check) - order.indexOf(b.check));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** What DNS could not answer is a warning: nothing is known to be wrong. */
async function guarded(
  check: Check,
  look: () => Promise<Finding | Finding[]>,
  longestMs: number,
): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DnsFault('DNS svarar för långsamt')), longestMs);
  });
  try {
    return [await Promise.race([look(), late])].flat();
  } catch (error) {
    if (!(error instanceof DnsFault)) throw error;
    return [warning(check, `kunde inte kontrolleras (${error.message}).`)];
  } finally {
    clearTimeout(timer);
  }
}

async function checkServer(question: Question, url: URL, host: string): Promise<Finding[]> {
  const here = /^(?:localhost|127\..*|::1)$/.test(host);
  const findings: Finding[] = [];
  try {
    const seen = await lookAtServer(url);
    findings.push(aboutGreeting(host, plainWords(seen.greeting.split('\n')[0]!)));
    if (seen.greeting.startsWith('2'))
      findings.push(aboutTls(seen, question.now, { here, logsIn: Boolean(url.username) }));
  } catch (error) {
    return [noConnection(host, error as Error & { code?: string })];
  }
  if (findings.some(({ verdict }) => verdict === 'fault'))
    return [...findings, warning('login', 'kunde inte kontrolleras utan en säker förbindelse.')];
  return [...findings, ...(await checkDelivery(question, Boolean(url.username)))];
}

function aboutGreeting(host: string, greeting: string): Finding {
  if (greeting.startsWith('2')) return ok('connection', `${host} svarar: ${greeting}`);
  return fault('connection', `${host} vill inte tala med oss: ${greeting}`, [
    'Be mejlservern släppa in den adress som programmet ansluter från.',
  ]);
}

function noConnection(host: string, { code, message }: Error & { code?: string }): Finding {
  if (code === 'EAI_AGAIN')
    return warning('connection', `${host} kunde inte kontrolleras: DNS svarar inte just nu.`);
  return fault('connection', `det går inte att tala med ${host} (${plainWords(code ?? message)}).`, [
    'Kontrollera namn och port i SMTP_URL. Be om att brandväggen släpper ut port 587 eller 465 till servern.',
  ]);
}

async function checkDelivery(question: Question, logsIn: boolean): Promise<Finding[]> {
  let transport: MailTransport;
  try {
    transport = transportFor(question.config);
  } catch (error) {
    return [warning('login', `kunde inte kontrolleras (${(error as Error).message}).`)];
  }
  try {
    const why = await transport.check();
    if (why !== undefined) {
      const ask = ['Be om rätt användarnamn och lösenord, och sätt dem i SMTP_URL (specialtecken som %XX).'];
      return [fault('login', `servern tar inte emot oss (${plainWords(why)}).`, ask)];
    }
    const login = ok('login', logsIn ? 'namn och lösenord godkänns.' : 'servern kräver inget lösenord.');
    return question.to ? [login, await sendTestMail({ ...question, to: question.to }, transport)] : [login];
  } finally {
    transport.close();
  }
}

async function sendTestMail(
  { config, sender, now, to }: Question & { to: string },
  transport: MailTransport,
): Promise<Finding> {
  if (config.mailOnlyTo.length && !config.mailOnlyTo.includes(domainOf(to)))
    return fault('test-mail', 'inget skickades: mottagarens domän finns inte i MAIL_ONLY_TO.');
  const letter = renderLetter({
    subject: `[PROV] Mejl från ${sender.name}`,
    text: `Det här är ett provmejl från ${sender.name}. Du behöver inte göra något.\n\nKom det fram, och inte i skräpposten? Då fungerar mejlen.`,
    footer: `Skickat från ${config.baseUrl} av den som sköter programmet.`,
  });
  const messageId = `<prov.${randomToken()}@${sender.domain}>`;
  const raw = await composeMail({ sender, to: { name: '', address: to }, letter, messageId, date: now });
  const mail = { id: 0, kind: 'message', created_at: now, recipient_address: to } as const;
  return outcome(await transport.send(mail, raw), config.mailFrom!);
}

function outcome(attempt: Attempt, from: string): Finding {
  if (attempt.result === 'sent')
    return ok('test-mail', 'servern tog emot det. Se efter att det kom fram, och inte i skräpposten.', [
      `En studs kommer till ${from}.`,
    ]);
  const reason = plainWords(attempt.reason);
  if (attempt.result === 'later')
    return warning('test-mail', `servern vill att vi försöker senare (${reason}).`);
  if (attempt.result === 'unknown') return warning('test-mail', `det är oklart om det kom fram (${reason}).`);
  return fault('test-mail', `servern tog inte emot det (${reason}).`, [
    `Be mejlservern tillåta avsändaren ${from}.`,
  ]);
}

/** What a stranger wrote, fit for a terminal. */
function plainWords(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}\p{P}\p{S} ]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
