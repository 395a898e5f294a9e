import { transaction } from '../../server/context.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import type { Settings } from '../../server/settings/settings.ts';
import { startApp, type TestApp } from './app.ts';
import { deliver } from './mail.ts';
import { startSmtp, type Received, type SmtpSupport } from './smtp.ts';

export type MailApp = TestApp & { smtp: SmtpSupport };

export const byText = (a = '', b = '') => (a < b ? -1 : Number(a > b));

/** The real app with a real mail server, and a secretary who is signed in. */
export async function startMailApp(env: Record<string, string> = {}): Promise<MailApp> {
  const smtp = await startSmtp();
  const app = await startApp({
    SMTP_URL: smtp.url,
    MAIL_FROM: 'gruppen@example.org',
    BASE_URL: 'https://moten.example.org',
    ...env,
  });
  await change(app, { contactEmail: 'kontakt@example.org', contactName: 'Sanna' });
  await app.signIn();
  return {
    ...app,
    smtp,
    close: async () => {
      await app.close();
      await smtp.close();
    },
  };
}

export function change({ context }: TestApp, settings: Partial<Settings>): Promise<void> {
  return transaction(context, (trx) => saveSettings(trx, settings, context.now()));
}

/** As a browser does: takes the form as it comes, and posts it with `fields` in place. The mailing's number. */
export async function mailOut(
  app: TestApp,
  kind: string,
  slug = '2026-12-21',
  fields: Record<string, string> = {},
): Promise<number> {
  const base = `/admin/moten/${slug}/utskick`;
  const form = await formAt(app, `${base}/ny?slag=${kind}`);
  const told = kind === 'change' && { change: 'Läs det nya.' };
  const answer = await app.post(base, { ...form, ...told, slag: kind, when: 'now', ...fields });
  if (answer.status !== 303) throw new Error(`the mailing was answered with ${answer.status}`);
  return Number(/\/utskick\/(\d+)/.exec(answer.headers.get('location')!)![1]);
}

/** Subject and text as they stand in the form. */
export async function formAt(app: TestApp, path: string): Promise<Record<string, string>> {
  const { text: page } = await app.get(path);
  const subject = /<input(?=[^>]* name="subject")(?=[^>]* value="([^"]*)")/.exec(page)?.[1] ?? '';
  const text = /<textarea[^>]* name="text"[^>]*>\n?([^<]*)<\/textarea>/.exec(page)?.[1] ?? '';
  return { subject: unescape(subject), text: unescape(text) };
}

export function unescape(html: string): string {
  const letters: Record<string, string> = { quot: '"', lt: '<', gt: '>', amp: '&' };
  return html.replace(/&(?:#(\d+)|(quot|lt|gt|amp));/g, (_, code: string | undefined, name: string) =>
    code ? String.fromCodePoint(Number(code)) : letters[name]!,
  );
}

/** Delivers what is due, and gives what came since the last time, by recipient. */
export async function inboxes(app: MailApp): Promise<Record<string, Received>> {
  app.smtp.received.length = 0;
  await deliver(app.context);
  return Object.fromEntries(app.smtp.received.map((mail) => [mail.to.join(), mail]));
}

export async function inboxOf(app: MailApp, address: string): Promise<Received> {
  const found = (await inboxes(app))[address];
  if (!found) throw new Error(`no mail to ${address}`);
  return found;
}

export function later(app: TestApp, minutes: number): void {
  app.clock.now = new Date(Date.parse(app.clock.now) + minutes * 60_000).toISOString();
}

export interface MimePart {
  type: string;
  /** Lower-case name and unfolded value, in order. */
  headers: [string, string][];
  content: Buffer;
  parts: MimePart[];
}

/** Reads the bytes without any library. */
export function readMime(raw: Buffer | string): MimePart {
  const text = raw.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const body = text.slice(end + 4);
  const headers = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line): [string, string] => [line.split(':')[0]!.toLowerCase(), line.replace(/^[^:]*:\s*/, '')]);
  const header = (name: string) => headers.find(([known]) => known === name)?.[1] ?? '';
  const boundary = /boundary="?([^";]+)/.exec(header('content-type'))?.[1];
  const inner = boundary === undefined ? [] : body.split(`--${boundary}`).slice(1, -1);
  return {
    type: header('content-type').split(';')[0]!,
    headers,
    content: decoded(body, header('content-transfer-encoding')),
    parts: inner.map((part) => readMime(Buffer.from(part.slice(2, -2), 'latin1'))),
  };
}

function decoded(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

export function valuesOf(raw: Buffer, name: string): string[] {
  return readMime(raw)
    .headers.filter(([known]) => known === name.toLowerCase())
    .map(([, value]) => value);
}

/** "multipart/alternative(text/plain, text/html)" */
export function shapeOf({ type, parts }: MimePart): string {
  return parts.length ? `${type}(${parts.map(shapeOf).join(', ')})` : type;
}

export function leavesOf(part: MimePart): MimePart[] {
  return part.parts.length ? part.parts.flatMap(leavesOf) : [part];
}

/** The content of the parts of one type. */
export function contentsOf({ raw }: Received, type: string): string[] {
  return leavesOf(readMime(raw))
    .filter((part) => part.type === type)
    .map(({ content }) => content.toString('utf8'));
}
