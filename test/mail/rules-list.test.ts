import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CHECKS } from '../../server/identity/identity.ts';
import { readSigningKey } from '../../server/identity/dkim.ts';
import { ROOT } from '../support/children.ts';
import { PYTHON, verifyDkim } from '../support/dkim.ts';
import { addMeeting, addSubscriber, outboxStates } from '../support/mail.ts';
import {
  change,
  contentsOf,
  inboxOf,
  mailOut,
  readMime,
  startMailApp,
  valuesOf,
  type MailApp,
} from '../support/mailbox.ts';

let app: MailApp;
beforeEach(async () => (app = await startMailApp()));
afterEach(() => app.close());

const FORM = { email: 'ny@example.org', name: 'Ny', wants: ['inbjudan'] };
const people = () => app.context.db.selectFrom('subscriber').selectAll().execute();

async function announced(wants = 'inbjudan') {
  await addMeeting(app.context);
  await addSubscriber(app.context, 'kim@example.org', wants, 'Kim');
  await mailOut(app, 'announcement');
  return inboxOf(app, 'kim@example.org');
}
const endPath = (raw: Buffer) =>
  new URL(/<(https:[^>]+)>/.exec(valuesOf(raw, 'list-unsubscribe')[0]!)![1]!).pathname;

/** As a mail program does it: no cookie, no page of ours before. */
const click = (path: string, body: FormData | URLSearchParams, headers: Record<string, string> = {}) =>
  fetch(app.origin + path, { method: 'POST', redirect: 'manual', body, headers });

it('10: List-Unsubscribe has exactly one https address, and one click is enough', async () => {
  const { raw } = await announced();
  const [value = '', ...others] = valuesOf(raw, 'list-unsubscribe');
  expect(others).toEqual([]);
  const uris = value.split(/,\s*/);
  expect(uris.map((uri) => uri.replace(/prenumeration\/[^/]+/, 'prenumeration/TOKEN'))).toEqual([
    '<https://moten.example.org/prenumeration/TOKEN/avsluta>',
    '<mailto:kontakt@example.org?subject=Avsluta%20prenumerationen>',
  ]);
  expect(valuesOf(raw, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
});

it('11: the link of a subscriber is opaque, holds for years, is theirs alone and can be called back', async () => {
  await addSubscriber(app.context, 'eva@example.org', 'påminnelse');
  const path = endPath((await announced()).raw);
  const token = path.split('/')[2]!;
  expect(token).toMatch(/^2\.\d+\.[\w-]{22}$/);
  expect(Buffer.from(token.split('.')[2]!, 'base64url')).toHaveLength(16);
  expect(token).not.toMatch(/kim|@/i);
  await app.context.db.deleteFrom('outbox_raw').execute();
  expect(app.bytes().includes(token.split('.')[2]!)).toBe(false);
  const status = async (one: string) => (await app.get(`/prenumeration/${one}`)).status;
  expect(await status(token.replace(/^2/, '1'))).toBe(404);
  app.clock.now = '2036-11-22T12:00:00.000Z';
  expect([await status(token), await status(token)]).toEqual([200, 200]);
  const next = { link_generation: Number(token.split('.')[1]) + 1 };
  await app.context.db.updateTable('subscriber').set(next).execute();
  expect(await status(token)).toBe(404);
  expect((await click(path, new URLSearchParams('List-Unsubscribe=One-Click'))).status).toBe(200);
  expect(await people()).toHaveLength(2);
});

it('12: one POST from anywhere ends the subscription at once, and says the same for any link', async () => {
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  const path = endPath((await announced('inbjudan ändringar')).raw);
  await mailOut(app, 'change', '2026-12-21', { change: 'Ny lokal.' });
  expect(await outboxStates(app.context)).toEqual(['sent', 'queued']);
  const answers = [
    await click(path, form, { origin: 'https://mejl.example.com', 'sec-fetch-site': 'cross-site' }),
    await click(path, new URLSearchParams('List-Unsubscribe=One-Click')),
    await click('/prenumeration/9.1.aaaaaaaaaaaaaaaaaaaaaa/avsluta', form, { origin: 'null' }),
    await click('/prenumeration/x/avsluta', form),
  ];
  const seen = await Promise.all(
    answers.map(async (one) => [one.status, one.headers.get('set-cookie'), await one.text()]),
  );
  expect(seen).toEqual(seen.map(() => [200, null, seen[0]![2]]));
  expect(await people()).toEqual([]);
  expect(await outboxStates(app.context)).toEqual(['sent', 'stopped']);
});

it('13: a GET of any link in a mail changes nothing, however often, and the page is nobody else’s', async () => {
  await app.post('/prenumerera', FORM);
  const confirmation = await inboxOf(app, 'ny@example.org');
  const { raw, mail } = await announced('kalender');
  const linked = [
    ...`${confirmation.mail.text} ${mail.text}`.matchAll(
      /https:\/\/moten\.example\.org(\/(?:prenumeration|svar)\S+)/g,
    ),
  ];
  const paths = [...linked.map(([, path]) => path!), endPath(raw)];
  expect(
    paths.map((path) =>
      path
        .split('/')
        .slice(1, 3)
        .join('/')
        .replace(/[\d.-].*/, ''),
    ),
  ).toEqual(['prenumeration/bekrafta', 'svar/', 'prenumeration/', 'prenumeration/']);
  const before = app.bytes();
  for (const path of [...paths, ...paths]) {
    const answer = await fetch(app.origin + path);
    const { status, headers } = answer;
    expect([path, status]).toEqual([path, 200]);
    expect(await answer.text()).toContain('<form method="post"');
    // With no-referrer, browsers send "Origin: null" over plain http, and our own forms would be refused.
    expect(['referrer-policy', 'cache-control', 'x-robots-tag'].map((name) => headers.get(name))).toEqual([
      'same-origin',
      'no-store',
      'noindex',
    ]);
  }
  expect(app.bytes().equals(before)).toBe(true);
});

it('14: the signature covers both headers of one-click unsubscribing', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'gemensam-dkim-'));
  const DKIM_KEY_FILE = join(dir, 'dkim.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  writeFileSync(DKIM_KEY_FILE, pem);
  await app.close();
  app = await startMailApp({ DKIM_KEY_FILE });
  const { raw } = await announced('kalender');
  rmSync(dir, { recursive: true });
  const [signature = '', ...others] = valuesOf(raw, 'dkim-signature');
  expect(others).toEqual([]);
  const tags = new Map(
    signature
      .split(/;\s*/)
      .map((tag): [string, string] => [tag.split('=')[0]!, tag.slice(tag.indexOf('=') + 1)]),
  );
  expect([tags.get('d'), tags.get('s')]).toEqual(['example.org', 'gemensam']);
  const signed = tags.get('h')!.replace(/\s/g, '').split(':');
  const unsigned = readMime(raw)
    .headers.map(([name]) => name)
    .filter((name) => !signed.includes(name));
  expect(unsigned).toEqual(['dkim-signature', 'x-auto-response-suppress']);
  expect(endPath(raw).length + 'https://moten.example.org'.length).toBeLessThan(80);
  if (PYTHON) expect(verifyDkim(raw, `v=DKIM1; k=rsa; p=${readSigningKey(pem).publicKey}`).good).toBe(true);
});

it('15: the List-Id is the same for ever, whatever the group is called', async () => {
  const { raw } = await announced();
  expect(valuesOf(raw, 'list-id')).toEqual(['"Gemensam utvecklingsgrupp" <moten.example.org>']);
  await change(app, { groupName: 'Ny grupp' });
  await mailOut(app, 'announcement', await secondMeeting());
  expect(valuesOf((await inboxOf(app, 'kim@example.org')).raw, 'list-id')).toEqual([
    '"Ny grupp" <moten.example.org>',
  ]);
});

async function secondMeeting(): Promise<string> {
  await app.context.db.updateTable('meeting').set({ slug: '2026-12-20' }).execute();
  return addMeeting(app.context);
}

it('16: says that a program sent it, and asks for no automatic answer but bounces', async () => {
  await app.post('/prenumerera', FORM);
  const single = await inboxOf(app, 'ny@example.org');
  for (const { raw } of [await announced(), single]) {
    expect(valuesOf(raw, 'auto-submitted')).toEqual(['auto-generated']);
    expect(valuesOf(raw, 'x-auto-response-suppress')).toEqual(['OOF, AutoReply']);
  }
});

it('17: says in text and in HTML who sends it, why, how to reach them and how to end it', async () => {
  const mail = await announced();
  const link = `https://moten.example.org${endPath(mail.raw).replace('/avsluta', '')}`;
  const said = [
    'prenumererar på mejl från Gemensam utvecklingsgrupp',
    'avsluta: ',
    'Kontakt: Sanna, kontakt@example.org',
  ];
  const [text = ''] = contentsOf(mail, 'text/plain');
  const [html = ''] = contentsOf(mail, 'text/html');
  const flat = (words: string) => words.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  for (const part of [text, html])
    expect([...said, link].filter((words) => !flat(part).includes(words))).toEqual([]);
  expect(html).toContain(`href="${link}"`);
  expect((await app.get(new URL(link).pathname)).text).toContain('/avsluta"');
});

it('18: envelope, From and signature align, and the operator is told what DNS must say', async () => {
  const { raw, from } = await announced();
  const domains = [from, valuesOf(raw, 'from')[0], valuesOf(raw, 'message-id')[0]].map((one) =>
    one!.replace(/^.*@|>$/g, ''),
  );
  expect(new Set(domains)).toEqual(new Set(['example.org']));
  const wanted = [
    'from',
    'mx',
    'spf',
    'spf-server',
    'dkim',
    'dmarc',
    'ptr',
    'connection',
    'tls',
    'login',
    'test-mail',
  ];
  expect(Object.keys(CHECKS)).toEqual(wanted);
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  for (const word of [
    '**SPF**',
    '**DKIM**',
    '**DMARC**',
    '**PTR**',
    '**TLS**',
    'complaints under 0.1 %',
    'v=DMARC1; p=none',
  ])
    expect(readme).toContain(word);
});

it('19: the mail that asks for a confirmation is no list mail and sells nothing', async () => {
  await announced();
  await app.post('/prenumerera', FORM);
  const mail = await inboxOf(app, 'ny@example.org');
  const names = readMime(mail.raw).headers.map(([name]) => name);
  expect(names.filter((name) => name.startsWith('list-') || name === 'references')).toEqual([]);
  expect(readMime(mail.raw).parts.map(({ type }) => type)).toEqual(['text/plain', 'text/html']);
  const links = [...mail.mail.text!.matchAll(/https?:\S+/g)].map(([link]) =>
    new URL(link).pathname.replace(/[\w-]{43}$/, 'TOKEN'),
  );
  expect(links).toEqual(['/prenumeration/bekrafta/TOKEN']);
  expect(mail.mail.text).not.toMatch(/Områdesarbete|möte|Välkommen/);
});
