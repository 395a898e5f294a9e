import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { fault, ok, warning, type Finding } from './identity.ts';

/** What a server said to a stranger; no name or password is given to it. */
export interface Seen {
  greeting: string;
  encrypted?: { version: string; trusted: boolean; why: string; expires: string };
}

const SOON_DAYS = 14;

export class NoConnection extends Error {}

/** Greets, and goes over to TLS where the address or the server says so. Ends within `longestMs`. */
export async function lookAtServer(url: URL, longestMs = 5000): Promise<Seen> {
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || (secure ? 465 : 587);
  const options = { host, port, servername: /[a-z]/i.test(host) && !host.includes(':') ? host : '' };
  const socket = secure
    ? connectTls({ ...options, rejectUnauthorized: false })
    : connectPlain({ host, port });
  const talk = conversation(socket, longestMs);
  try {
    const greeting = await talk.answer();
    if (secure) return { greeting, encrypted: seenIn(socket as TLSSocket) };
    const offers = await talk.say('EHLO gemensam.invalid');
    if (!/^250[ -]STARTTLS\b/im.test(offers)) return { greeting };
    if (!(await talk.say('STARTTLS')).startsWith('220')) return { greeting };
    return { greeting, encrypted: await talk.upgrade(options.servername) };
  } finally {
    talk.end();
  }
}

function seenIn(socket: TLSSocket) {
  return {
    version: socket.getProtocol() ?? '',
    trusted: socket.authorized,
    why: String(socket.authorizationError ?? ''),
    expires: socket.getPeerCertificate().valid_to ?? '',
  };
}

function conversation(socket: Socket, longestMs: number) {
  let encrypted: TLSSocket | undefined;
  let heard = '';
  let wake = () => {};
  let fail: (error: Error) => void = () => {};
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => {});
  const timer = setTimeout(() => fail(new NoConnection('inget svar i tid')), longestMs);
  socket.on('error', fail).on('close', () => fail(new NoConnection('förbindelsen bröts')));
  const hear = (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    if (heard.length > 10_000) fail(new NoConnection('svaret är för långt'));
    wake();
  };
  socket.on('data', hear);
  const complete = async (): Promise<string> => {
    while (!/^\d{3}(?: .*)?\r?\n/m.test(heard)) await new Promise<void>((resolve) => (wake = resolve));
    const said = heard;
    heard = '';
    return said;
  };
  const answer = () => Promise.race([complete(), failed]);
  return {
    answer,
    say: (line: string) => {
      socket.write(`${line}\r\n`);
      return answer();
    },
    upgrade: (servername: string) => {
      socket.removeListener('data', hear);
      encrypted = connectTls({ socket, servername, rejectUnauthorized: false });
      const shaken = new Promise<void>((resolve) => encrypted!.once('secureConnect', resolve));
      encrypted.on('error', fail);
      return Promise.race([shaken.then(() => seenIn(encrypted!)), failed]);
    },
    end: () => {
      clearTimeout(timer);
      encrypted?.destroy();
      socket.destroy();
    },
  };
}

/** `here`: on this very machine, where nothing needs to be hidden. */
export function aboutTls(
  { encrypted }: Seen,
  today: string,
  { here, logsIn }: { here: boolean; logsIn: boolean },
): Finding {
  const ask = [
    'Be om ett giltigt certifikat för servernamnet i SMTP_URL, från en utfärdare som alla litar på.',
  ];
  if (!encrypted) {
    if (here) return ok('tls', 'behövs inte: servern är på samma maskin.');
    const starttls = ['Be om STARTTLS på port 587 eller TLS på port 465 (smtps://).'];
    return logsIn
      ? fault('tls', 'servern erbjuder inte kryptering, och lösenordet skulle synas för andra.', starttls)
      : warning('tls', 'servern erbjuder inte kryptering, så mejlen kan läsas på vägen.', starttls);
  }
  const { version, trusted, why, expires } = encrypted;
  const days = Math.floor((Date.parse(expires) - Date.parse(today)) / 86_400_000);
  if (!trusted)
    return fault('tls', `${version}, men certifikatet godkänns inte (${why}); inget skickas.`, ask);
  if (!/^TLSv1\.[23]$/.test(version))
    return warning('tls', `${version} är föråldrat.`, ['Be om TLS 1.2 eller nyare.']);
  if (days < SOON_DAYS) return warning('tls', `${version}, men certifikatet går ut om ${days} dagar.`, ask);
  return ok('tls', `${version}, certifikatet är giltigt i ${days} dagar till.`);
}
