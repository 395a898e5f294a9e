import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeMail, type CalendarPart } from '../../server/mail/compose.ts';
import { readSigningKey } from '../../server/identity/dkim.ts';
import { renderLetter } from '../../server/mail/message.ts';
import { transportFor } from '../../server/mail/transport.ts';
import { createTestContext } from '../support/app.ts';
import { PYTHON, verifyDkim } from '../support/dkim.ts';
import { startSmtp, type SmtpSupport } from '../support/smtp.ts';

if (!PYTHON) console.log('Skipped: the DKIM signature. There is no python3-dkim to verify it with.');

const dir = mkdtempSync(join(tmpdir(), 'gemensam-dkim-'));
const file = join(dir, 'dkim.pem');
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
writeFileSync(file, pem);
afterAll(() => rmSync(dir, { recursive: true }));
const RECORD = `v=DKIM1; k=rsa; p=${readSigningKey(pem).publicKey}`;

let smtp: SmtpSupport;
beforeEach(async () => (smtp = await startSmtp()));
afterEach(() => smtp.close());

const CALENDAR: CalendarPart = {
  method: 'REQUEST',
  content: 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n',
};

/** What a receiver gets: composed, signed, and through SMTP. */
async function delivered(calendar?: CalendarPart): Promise<string> {
  const env = { SMTP_URL: smtp.url, MAIL_FROM: 'gruppen@example.org', DKIM_KEY_FILE: file };
  const { context } = createTestContext(env);
  const raw = await composeMail({
    sender: {
      name: 'Gemensam utvecklingsgrupp på Öster',
      address: 'gruppen@example.org',
      replyTo: 'kontakt@example.org',
      domain: 'example.org',
    },
    to: { name: 'Åsa Ödegård', address: 'asa@example.org' },
    letter: renderLetter({
      subject: 'Kallelse: möte om trygghet på Öster måndag 21 december 2026 kl. 13.30, välkommen',
      text: `.En rad som börjar med punkt.\n\n${'Räksmörgås '.repeat(60)}\n\nhttps://moten.example.org/moten/2026-12-21`,
      footer: 'Avsluta: https://moten.example.org/prenumeration/x',
    }),
    messageId: '<mote.1.r0.s1.announcement@example.org>',
    date: '2026-11-22T12:00:00.000Z',
    earlier: ['<mote.0.r0.s1.announcement@example.org>'],
    unsubscribeUrl: `https://moten.example.org/prenumeration/${'t'.repeat(120)}/avsluta`,
    calendar,
  });
  const transport = transportFor(context.config);
  const mail = {
    id: 1,
    kind: 'announcement',
    created_at: context.now(),
    recipient_address: 'asa@example.org',
  };
  const { result } = await transport.send(mail as never, raw);
  transport.close();
  await context.db.destroy();
  expect(result).toBe('sent');
  return smtp.received[0]!.raw.toString('latin1');
}

const SIGNED = [
  'from',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'to',
  'mime-version',
  'content-type',
  'in-reply-to',
  'references',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'auto-submitted',
];

describe.skipIf(!PYTHON).each([
  ['without a calendar part', undefined],
  ['with a calendar part', CALENDAR],
])('a signed mail %s', (_, calendar) => {
  it('is verified by an independent program, with all that matters signed', async () => {
    const raw = await delivered(calendar);
    expect(/text\/calendar/.test(raw)).toBe(calendar !== undefined);
    const { good, asked, signed } = verifyDkim(Buffer.from(raw, 'latin1'), RECORD);
    expect(good).toBe(true);
    expect(asked).toEqual(['gemensam._domainkey.example.org.']);
    expect([...new Set(signed)].sort()).toEqual([...SIGNED].sort());
    expect(raw).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed;\s+d=example\.org;/m);
  });

  it('is refused when anything of it was changed on the way', async () => {
    const raw = await delivered(calendar);
    const changes: [RegExp, string][] = [
      [/^List-Unsubscribe-Post: .*/m, 'List-Unsubscribe-Post: List-Unsubscribe=Other'],
      [/^List-Unsubscribe:\s+</m, 'List-Unsubscribe: <https://evil.example.org>, <'],
      [/^Subject: /m, 'Subject: x'],
      [/^Auto-Submitted: .*/m, 'Auto-Submitted: no'],
      [/välkommen|kommen/m, 'x'],
      [/\r\n\.?\.En rad/, '\r\nEn rad'],
    ];
    const results = changes.map(([from, to]) => {
      const changed = raw.replace(from, to);
      return changed === raw || verifyDkim(Buffer.from(changed, 'latin1'), RECORD).good;
    });
    expect(results).toEqual(changes.map(() => false));
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const { publicKey } = readSigningKey(other.export({ type: 'pkcs8', format: 'pem' }) as string);
    expect(verifyDkim(Buffer.from(raw, 'latin1'), `v=DKIM1; p=${publicKey}`).good).toBe(false);
  });
});
