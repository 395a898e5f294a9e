export type Attempt =
  /** `response`: what the server said when it took the mail. */
  | { result: 'sent'; response: string | null }
  /** The server said no for now (4xx), or the connection broke before it was given the mail. */
  | { result: 'later'; reason: string }
  /** The server said no for good (5xx); with `noMailbox`, to the address itself. */
  | { result: 'refused'; reason: string; noMailbox: boolean }
  /** Cut off in the middle: nobody knows whether the mail left. */
  | { result: 'unknown'; reason: string }
  /** The server itself cannot be used; nothing is wrong with this mail. */
  | { result: 'down'; reason: string };

export interface MailTransport {
  /** Why nothing can be sent just now, or undefined. */
  check: () => Promise<string | undefined>;
  send: (
    mail: { id: number; kind: string; created_at: string; recipient_address: string },
    raw: Buffer,
  ) => Promise<Attempt>;
  /** Nothing more is sent for now: connections need not be kept. */
  rest: () => void;
  close: () => void;
}

/** Milliseconds. */
export interface Timeouts {
  connectionTimeout: number;
  greetingTimeout: number;
  socketTimeout: number;
  /** What one mail may take altogether. */
  attempt: number;
}

export type SmtpError = Error & {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  syscall?: string;
  timeoutType?: string;
};

const DOWN = new Set([
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'ETLS',
  'EREQUIRETLS',
  'EDNS',
  'ECONNREFUSED',
  'ENOTFOUND',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
]);

/** `begun`: the server had said that it listens, so that the mail may have left. */
export function outcomeOf(error: SmtpError, begun = true): Attempt {
  const reason = wordsFor(error);
  const { responseCode = 0, code = '', syscall = '', timeoutType = '', command = '' } = error;
  if (DOWN.has(code) || DOWN.has(timeoutType) || syscall === 'connect' || responseCode === 421)
    return { result: 'down', reason };
  // The sender is the same for every mail.
  if (command === 'MAIL FROM' && responseCode >= 500) return { result: 'down', reason };
  if (responseCode >= 500) return { result: 'refused', reason, noMailbox: isAboutMailbox(error) };
  return { result: responseCode >= 400 || !begun ? 'later' : 'unknown', reason };
}

/** Not when the server refuses the sender, the text or to relay (RFC 3463: 5.7.x): then nothing is wrong with the address. */
function isAboutMailbox({ command, response = '', message }: SmtpError): boolean {
  const said = response || message;
  const detail = /\b5\.(\d)\.\d+\b/.exec(said)?.[1];
  if (command !== 'RCPT TO' || /relay/i.test(said)) return false;
  return detail === undefined || detail === '1';
}

export function wordsFor(error: SmtpError): string {
  return `${error.responseCode ?? error.code ?? 'Fel'}: ${withoutAddresses(error.message)}`.slice(0, 300);
}

/** What a server says, as it may be stored. */
export function withoutAddresses(said: string): string {
  return said
    .replace(/[^\s<>@]+@[^\s<>@]+/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}
