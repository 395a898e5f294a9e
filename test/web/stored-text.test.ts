import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { fillDemo } from '../../server/demo/actions.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { refreshMeetingIndex } from '../../server/search/queries.ts';
import { getSettings, saveSettings } from '../../server/settings/queries.ts';
import type { Settings } from '../../server/settings/settings.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { deliver } from '../support/mail.ts';
import { unfold } from '../support/calendar.ts';

const CANARY = `"><svg/onload=1>'{{7*7}}<%=1%>`;
let dir: string;
let app: TestApp;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gemensam-text-'));
  app = await startApp({ DATA_DIR: dir });
  const { email, password } = await fillDemo(app.context);
  await app.post('/admin/logga-in', { email, password });
  await spoil();
});
afterAll(async () => {
  await app.close();
  rmSync(dir, { recursive: true });
});

/** The canary behind every text that a person may have typed. */
async function spoil(): Promise<void> {
  const { context } = app;
  const settings = marked(await getSettings(context.db)) as Settings;
  await transaction(context, async (trx) => {
    for (const [table, columns] of Object.entries(TYPED))
      for (const name of columns) {
        const column = sql.ref(name);
        await sql`update ${sql.table(table)} set ${column} = ${column} || ${` ${CANARY}`}`.execute(trx);
      }
    for (const { id, content } of await trx
      .selectFrom('minutes_revision')
      .select(['id', 'content'])
      .execute())
      await trx
        .updateTable('minutes_revision')
        .set({ content: JSON.stringify(marked(JSON.parse(content))) })
        .where('id', '=', id)
        .execute();
    await saveSettings(trx, settings, context.now());
    for (const { id } of await listMeetings(trx)) await refreshMeetingIndex(trx, id);
  });
}

const TYPED: Record<string, string[]> = {
  theme: ['title', 'description'],
  meeting: ['place', 'description', 'cancelled_reason'],
  meeting_theme: ['part'],
  agenda_item: ['title'],
  agenda_speaker: ['name', 'role', 'organisation'],
  organisation: ['name'],
  speaker: ['name', 'role'],
  proposal: ['title', 'text', 'answer'],
  proposal_event: ['answer'],
  answer: ['needs'],
  subscriber: ['name'],
  user: ['name'],
  mailing: ['subject', 'text'],
  outbox: ['subject', 'recipient_name', 'reason'],
  minutes: ['unpublished_reason'],
};

/** Words of the program, not of a person. */
const FIXED = new Set([
  'zone',
  'startTime',
  'endTime',
  'kind',
  'id',
  'dates',
  'date',
  'status',
  'from',
  'to',
]);

function marked(value: unknown, key = ''): unknown {
  if (FIXED.has(key)) return value;
  if (typeof value === 'string')
    return key === 'onlineLink' || key === 'contactEmail' ? value : `${value} ${CANARY}`;
  if (Array.isArray(value)) return value.map((one) => marked(one));
  if (typeof value !== 'object' || !value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, marked(one, name)]));
}

const linksOn = (html: string) =>
  [...html.matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, path]) => path!.replaceAll('&amp;', '&'));

/** Everything that links lead to, in three steps. */
async function everyAnswer(): Promise<Map<string, { status: number; text: string; type: string }>> {
  const seen = new Map<string, { status: number; text: string; type: string }>();
  let next = [
    '/',
    '/moten',
    '/forslag',
    '/sok?q=svg',
    '/om',
    '/admin',
    '/admin/utskick',
    '/kalender/alla.ics',
  ];
  for (let step = 0; step < 3; step++) {
    const found: string[] = [];
    for (const path of next) {
      const { status, text, headers } = await app.get(path);
      const type = headers.get('content-type') ?? '';
      seen.set(path, { status, text, type });
      if (type.startsWith('text/html')) found.push(...linksOn(text));
    }
    next = [...new Set(found)].filter((path) => !seen.has(path) && !path.startsWith('/filer/'));
  }
  return seen;
}

it('shows what was typed as text, on every page and in every feed', async () => {
  const answers = [...(await everyAnswer())];
  expect(answers.length).toBeGreaterThan(100);
  expect(answers.filter(([, { status }]) => status !== 200).map(([path]) => path)).toEqual([]);
  // A stored mail keeps the bytes that it had before anything was marked.
  const marking = answers.filter(
    ([path, { type }]) => /html|[/+]xml/.test(type) && !/mejl\/\d+\/html$/.test(path),
  );
  const wrong = marking.filter(([, { text }]) =>
    /<svg|<%|onload=1>|=1%>/i.test(text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')),
  );
  expect(wrong.map(([path]) => path)).toEqual([]);
  const bare = marking.filter(
    ([, { text }]) => !text.includes('svg/onload=1&gt;') && !text.includes('svg/onload=1&amp;gt;'),
  );
  expect(bare.map(([path]) => path)).toEqual([]);
  const count = (text: string, part: string) => text.split(part).length - 1;
  const computed = marking.filter(
    ([, { text }]) => count(text, 'svg/onload') > count(text, '{{7*7}}') + count(text, '<mark>'),
  );
  expect(computed.map(([path]) => path)).toEqual([]);
});

it('keeps the calendar whole', async () => {
  const lines = unfold((await app.get('/kalender.ics')).text);
  expect(lines.filter((line) => !/^[A-Z-]+[;:]/.test(line))).toEqual([]);
  const summaries = lines.filter((line) => line.startsWith('SUMMARY'));
  expect(summaries.length).toBeGreaterThan(5);
  expect(summaries.filter((line) => !line.includes(CANARY))).toEqual([]);
});

it('mails it as text', async () => {
  const [next] = await listMeetings(app.context.db, { from: '2026-11-23', limit: 1 });
  const at = `/admin/moten/${next!.slug}/utskick`;
  const preview = await app.get(`${at}/forhandsvisning?slag=change&som=html`);
  expect([preview.status, /<svg|<%/.test(preview.text)]).toEqual([200, false]);
  const answer = await app.post(at, {
    slag: 'change',
    subject: `Hej ${CANARY}`,
    text: `Hej {namn} ${CANARY}`,
  });
  expect(answer.status).toBe(303);
  app.clock.now = '2026-11-22T12:30:00.000Z';
  expect((await deliver(app.context)).sent).toBeGreaterThan(0);
  for (const name of readdirSync(join(dir, 'mail'))) {
    const mail = await simpleParser(readFileSync(join(dir, 'mail', name)));
    expect([mail.subject, [mail.to].flat()[0]!.value.length]).toEqual([`Hej ${CANARY}`, 1]);
    expect(mail.text).toContain(CANARY);
    expect(mail.html).not.toMatch(/<svg|<%/);
    expect(mail.html).toContain('svg/onload=1&gt;');
  }
});
