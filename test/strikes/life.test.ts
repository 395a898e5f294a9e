import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { awaitsRewriting } from '../../server/strikes/audit-queries.ts';
import { finishStrikes } from '../../server/strikes/rewriting-actions.ts';
import { aSection } from '../support/archive.ts';
import { makeMeeting } from '../support/minutes.ts';
import {
  PATH,
  SLUG,
  checkpoint,
  fieldsOf,
  holders,
  saveDraft,
  startOnFile,
  strike,
  type FileApp,
} from './support.ts';

const PHRASE = 'Kanariefågeln sover';
const asked = { text: PHRASE, instead: '' };
let at: FileApp;
let meetingId: number;
let otherId: number;
beforeEach(async () => {
  at = await startOnFile();
  meetingId = (await makeMeeting(at.app.context, { date: SLUG, theme: 'Skolan' })).id;
  otherId = (await makeMeeting(at.app.context, { date: '2026-09-21' })).id;
  await saveDraft(at.app, meetingId, { sections: [aSection({ markdown: `Hej. ${PHRASE}. Slut.` })] });
});
afterEach(() => at.close());

async function texts(): Promise<string[]> {
  const rows = await at.app.context.db
    .selectFrom('minutes_revision')
    .select('content')
    .orderBy('id')
    .execute();
  return rows.map(
    ({ content }) => (JSON.parse(content) as { sections: { markdown: string }[] }).sections[0]!.markdown,
  );
}

it.each([
  ['', 'Skriv eller klistra in det som ska strykas.'],
  ['  \n ', 'Skriv eller klistra in det som ska strykas.'],
  ['x', 'Texten är för kort. Skriv minst två tecken.'],
  ['**', 'Skriv minst en bokstav eller siffra.'],
  ['x'.repeat(2001), 'Texten är för lång. Högst 2\u00a0000 tecken får plats.'],
  ['finns inte', 'Texten finns inte någonstans.'],
])('says beside the field what is wrong with %j', async (text, fault) => {
  const before = at.app.bytes();
  for (const path of [`${PATH}/granskning`, PATH]) {
    const answer = await at.app.post(path, { text, instead: '' });
    if (path === PATH && text === 'finns inte') continue;
    expect([answer.status, answer.text.includes(`id="f-text-error">${fault}`)]).toEqual([422, true]);
  }
  expect(at.app.bytes().equals(before)).toBe(true);
});

it('takes a passage of 2,000 letters and one of two', async () => {
  const long = 'Lång text. '.repeat(182).slice(0, 2000).trim();
  await saveDraft(at.app, meetingId, { sections: [aSection({ markdown: `Hej. ${long} Qz.` })] });
  expect((await strike(at.app, { text: long, instead: '' })).status).toBe(303);
  const short = { text: 'Qz', instead: '' };
  const asks = await strike(at.app, short);
  expect([asks.status, asks.text.includes('Texten är mycket kort.')]).toEqual([409, true]);
  expect((await strike(at.app, { ...short, sure: '1' })).status).toBe(303);
  expect((await texts()).slice(1)).toEqual(['Hej.', 'Hej.', 'Hej.']);
});

it('keeps nothing that was made of the words when they were let stand', async () => {
  const overrule = { key: 'k', rule: 'name', reason: 'hon vill det', user_id: null, at: at.app.clock.now };
  const db = at.app.context.db;
  await db
    .insertInto('minutes_overrule')
    .values({ ...overrule, meeting_id: meetingId })
    .execute();
  await strike(at.app, asked);
  expect(await db.selectFrom('minutes_overrule').selectAll().execute()).toEqual([]);
});

it('puts other words there, tidy, in each version', async () => {
  await saveDraft(at.app, meetingId, { sections: [aSection({ markdown: `Att ${PHRASE} i dag.` })] });
  await strike(at.app, { text: PHRASE, instead: 'en deltagare' });
  expect(await texts()).toEqual([
    'Hej. en deltagare. Slut.',
    'Att en deltagare i dag.',
    'Att en deltagare i dag.',
  ]);
  const page = await at.app.get(PATH);
  expect(page.text).toContain('Säkerhetskopior från söndag 22 november 2026 eller tidigare.');
  expect(page.text).toContain('De ska vara raderade senast söndag 27 december 2026.');
});

it('follows the days that backups are kept, and says it no longer when they are gone', async () => {
  await transaction(at.app.context, (trx) =>
    saveSettings(
      trx,
      { retention: { unconfirmedDays: 7, sentMailDays: 90, backupDays: 36 } },
      at.app.clock.now,
    ),
  );
  const review = await at.app.post(`${PATH}/granskning`, asked);
  expect(review.text).toContain('De ska vara raderade senast måndag 28 december 2026.');
  await strike(at.app, asked);
  at.app.clock.now = '2026-12-28T12:00:00.000Z';
  await at.app.signIn().catch(() => {});
  expect((await at.app.get(PATH)).text).toContain('måndag 28 december 2026');
  at.app.clock.now = '2026-12-29T12:00:00.000Z';
  expect((await at.app.get(PATH)).text).not.toContain('raderade senast');
});

it('shows the new places when somebody has saved meanwhile, and strikes nothing', async () => {
  const review = await at.app.post(`${PATH}/granskning`, asked);
  await saveDraft(at.app, meetingId, { sections: [aSection({ markdown: `Nytt. ${PHRASE}.` })] });
  const late = await at.app.post(PATH, fieldsOf(review, asked));
  expect([late.status, late.text.includes('Texten har ändrats sedan du tittade.')]).toEqual([409, true]);
  expect((await texts()).every((text) => text.includes(PHRASE))).toBe(true);
  expect((await at.app.post(PATH, fieldsOf(late, asked))).status).toBe(303);
  expect((await texts()).some((text) => text.includes(PHRASE))).toBe(false);
  expect((await at.app.post(PATH, fieldsOf(late, asked))).status).toBe(422);
});

it('leaves other meetings alone unless that is ticked', async () => {
  await saveDraft(at.app, otherId, { sections: [aSection({ markdown: `Annat: ${PHRASE}.` })] });
  await at.app.context.db.updateTable('theme').set({ description: PHRASE }).execute();
  const review = await at.app.post(`${PATH}/granskning`, asked);
  expect(review.text).toContain('Finns också på 2 andra ställen');
  await at.app.post(PATH, fieldsOf(review, asked));
  expect((await texts())[1]).toBe(`Annat: ${PHRASE}.`);
  const again = await at.app.post(`${PATH}/granskning`, asked);
  const nothing = await at.app.post(PATH, fieldsOf(again, asked));
  expect([nothing.status, nothing.text.includes('Välj vad som ska strykas')]).toEqual([409, true]);
  const done = await at.app.post(PATH, fieldsOf(again, { ...asked, elsewhere: '1' }));
  expect(done.status).toBe(303);
  expect(await holders(at.dir, [PHRASE])).toEqual([]);
});

it('strikes what is written otherwise only when that is ticked', async () => {
  await saveDraft(at.app, meetingId, {
    sections: [aSection({ markdown: 'Att **kanariefågeln** SOVER nu.' })],
  });
  await strike(at.app, asked);
  expect((await texts()).at(-1)).toBe('Att **kanariefågeln** SOVER nu.');
  const review = await at.app.post(`${PATH}/granskning`, asked);
  expect(review.text).toContain('Texten står bara så');
  expect((await at.app.post(PATH, fieldsOf(review, asked))).status).toBe(409);
  expect((await at.app.post(PATH, fieldsOf(review, { ...asked, loose: '1' }))).status).toBe(303);
  expect((await texts()).at(-1)).toBe('Att nu.');
});

it('tells of addresses that are made of the words, also those of before', async () => {
  const { db } = at.app.context;
  await db.updateTable('theme').set({ slug: 'om-kanariefageln-sover' }).execute();
  const former = { kind: 'theme' as const, target_id: 1, created_at: at.app.clock.now };
  for (const slug of ['kanariefageln-sover', 'kanariefageln-sovers'])
    await db
      .insertInto('former_address')
      .values({ ...former, slug })
      .execute();
  const { text } = await at.app.post(`${PATH}/granskning`, asked);
  expect(text).toContain('Adressen till en sida, också efter ett namnbyte</strong>, 2 gånger');
});

it('says where the words stay, and changes nothing there', async () => {
  await at.app.context.db.updateTable('theme').set({ title: PHRASE }).execute();
  const review = await at.app.post(`${PATH}/granskning`, asked);
  expect(review.text).toContain('Ett temas namn. Ändra det under Möten, Teman');
  expect((await at.app.post(PATH, fieldsOf(review, asked))).status).toBe(303);
  const { title } = await at.app.context.db.selectFrom('theme').select('title').executeTakeFirstOrThrow();
  expect(title).toBe(PHRASE);
});

it('keeps the words out of the log of who did what', async () => {
  await strike(at.app, asked);
  const events = await at.app.context.db
    .selectFrom('audit_event')
    .select(['action', 'object', 'detail', 'user_id'])
    .orderBy('id')
    .execute();
  expect(events.slice(-2)).toEqual([
    {
      action: 'passage struck',
      object: `meeting ${meetingId}`,
      detail: 'asked, 1 places, 0 mails',
      user_id: 1,
    },
    { action: 'database rewritten', object: 'database', detail: null, user_id: null },
  ]);
});

it('takes out of the file also what was deleted before, without being written over', async () => {
  const sqlite = new BetterSqlite(at.file);
  sqlite.pragma('secure_delete = OFF');
  sqlite
    .prepare("insert into theme (slug, title, title_key, created_at) values ('a', ?, 'a', 'x')")
    .run(PHRASE);
  sqlite.exec("delete from theme where slug = 'a'");
  sqlite.close();
  checkpoint(at.file);
  await strike(at.app, asked);
  expect(await holders(at.dir, [PHRASE])).toEqual([]);
});

it('finishes later when somebody reads the log, and says so meanwhile', async () => {
  const reader = new BetterSqlite(at.file);
  reader.exec('begin');
  reader.prepare('select count(*) from theme').get();
  expect((await strike(at.app, asked)).status).toBe(303);
  expect(await awaitsRewriting(at.app.context.db)).toBe(true);
  expect((await at.app.get(PATH)).text).toContain('Databasfilen är inte omskriven än.');
  expect((await holders(at.dir, [PHRASE])).length).toBeGreaterThan(0);
  reader.exec('commit');
  reader.close();
  expect(await finishStrikes(at.app.context)).toBe(true);
  expect(await awaitsRewriting(at.app.context.db)).toBe(false);
  expect((await at.app.get(PATH)).text).not.toContain('Databasfilen är inte omskriven än.');
  expect(await holders(at.dir, [PHRASE])).toEqual([]);
}, 30_000);

it('wants a reason, and keeps what is chosen until there is one', async () => {
  const review = await at.app.post(`${PATH}/granskning`, asked);
  const fields = { ...fieldsOf(review, asked), loose: '1', instead: 'någon' };
  for (const reason of ['', 'för att Ebba är sjuk', 'constructor']) {
    const answer = await at.app.post(PATH, { ...fields, reason });
    expect([answer.status, answer.text.includes('Välj varför texten stryks.')]).toEqual([422, true]);
    expect(answer.text).toContain('name="instead" value="någon"');
  }
  expect(await texts()).toEqual([`Hej. ${PHRASE}. Slut.`]);
});

it('asks once more before it strikes in more than fifty places', async () => {
  const many = (times: number) =>
    saveDraft(at.app, meetingId, { sections: [aSection({ markdown: 'Ankdamm. '.repeat(times).trim() })] });
  await many(50);
  expect((await strike(at.app, { text: 'Ankdamm', instead: 'Sjö' })).status).toBe(303);
  await many(51);
  const asks = await strike(at.app, { text: 'Ankdamm', instead: 'Sjö' });
  expect([asks.status, asks.text.includes('på upp till 51 ställen')]).toEqual([409, true]);
  expect((await texts()).at(-1)).toContain('Ankdamm');
  expect((await strike(at.app, { text: 'Ankdamm', instead: 'Sjö', sure: '1' })).status).toBe(303);
  expect((await texts()).some((text) => text.includes('Ankdamm'))).toBe(false);
});

it('tells afterwards who struck, when, why and how much, for this meeting alone', async () => {
  expect((await at.app.get(PATH)).text).not.toContain('Struket förut');
  await strike(at.app, { ...asked, reason: 'child' });
  const { text } = await at.app.get(PATH);
  const said = text
    .slice(text.indexOf('Struket förut'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
  expect(said).toContain('Struket förut söndag 22 november 2026 kl. 13.00');
  expect(said).toContain('Uppgift om ett barn. Ett ställe. Struket av Sanna Sekreterare');
  expect(said).toContain('Det här nådde strykningen inte');
  expect((await at.app.get('/admin/moten/2026-09-21/strykning')).text).not.toContain('Struket förut');
});

it('stands fields that are missing, doubled, odd and huge, and strikes nothing by them', async () => {
  const names = ['text', 'instead', 'loose', 'elsewhere', 'seen', 'reason', 'sure'];
  for (const path of [`${PATH}/granskning`, PATH])
    for (const name of names)
      for (const value of ['', '\u0000\r\n', '[', '(?:', '__proto__', 'x'.repeat(100_000)])
        for (const sent of [value, [value, value]]) {
          const { status } = await at.app.post(path, { ...asked, reason: 'asked', [name]: sent });
          expect([200, 400, 409, 413, 422]).toContain(status);
        }
  expect((await at.app.post(PATH, {})).status).toBe(422);
  expect(await texts()).toEqual([`Hej. ${PHRASE}. Slut.`]);
});

it('strikes nothing when it is stopped half-way, and all when it is done again', async () => {
  const sqlite = new BetterSqlite(at.file);
  const halt = "create trigger halt before insert on audit_event when new.action = 'passage struck'";
  sqlite.exec(`${halt} begin select raise(abort, 'halted'); end`);
  expect((await strike(at.app, asked)).status).toBe(500);
  expect(await texts()).toEqual([`Hej. ${PHRASE}. Slut.`]);
  sqlite.exec('drop trigger halt');
  sqlite.close();
  expect((await strike(at.app, asked)).status).toBe(303);
  expect(await holders(at.dir, [PHRASE])).toEqual([]);
});
