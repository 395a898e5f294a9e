/*
 * node scripts/bench/minutes.ts
 * Measures what a secretary waits for while writing: keeping a field, saving the form, and what is pasted, with a full section of 200 kB.
 */
import { openDatabase } from '../../db/open.ts';
import { addUser } from '../../server/auth/actions.ts';
import { readConfig } from '../../server/config.ts';
import { transaction, type Context } from '../../server/context.ts';
import { createLog } from '../../server/log.ts';
import { insertMeeting } from '../../server/meetings/record-queries.ts';
import { beginMinutes, keepTyped } from '../../server/minutes/keeping-actions.ts';
import { readPasted } from '../../server/minutes/pasting-actions.ts';
import { pourMinutes } from '../../server/minutes/pouring-actions.ts';
import { findLatestRevision } from '../../server/minutes/queries.ts';

const ROUNDS = 15;
const { db } = openDatabase(':memory:');
const config = readConfig({ DATA_DIR: '/nonexistent' });
const context: Context = {
  db,
  config,
  log: createLog('error', () => {}),
  now: () => new Date().toISOString(),
  key: 'bench',
};
const user = { email: 'bench@example.org', name: 'Bench', password: 'en lugn kväll i november' };
await addUser(context, user);
const { id: userId } = await db.selectFrom('user').select('id').executeTakeFirstOrThrow();
const { id, slug } = await transaction(context, (trx) =>
  insertMeeting(
    trx,
    {
      dates: ['2026-10-19'],
      state: 'held',
      start_time: '13:30',
      end_time: '15:30',
      place: '',
      online: '',
      usual: 0,
      description: '',
      announced_at: null,
      imported_at: null,
    },
    context.now(),
  ),
);
await beginMinutes(context, slug, userId);
const text = 'ord och rad\n'.repeat(16_000);
await pourMinutes(context, slug, { text, isWhole: true }, userId);
const table = `|${' x |'.repeat(2000)}\n|${' - |'.repeat(2000)}\n`.repeat(10);
const texts: Record<string, string> = { 'a section of 190 kB': text, 'a table of 2,000 columns': table };

const median = async (work: (round: number) => Promise<unknown>): Promise<string> => {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  return `${times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!.toFixed(0)} ms`;
};

for (const [what, written] of Object.entries(texts))
  console.log(
    `keeping ${what}:`,
    await median(async (round) => {
      const { number, content } = (await findLatestRevision(db, id))!;
      const name = `${content.sections[0]!.id}:markdown`;
      const typed = [{ name, base: number, text: `${round} ${written}`, tried: [] }];
      await keepTyped(context, slug, { seen: number, typed }, userId);
    }),
  );
console.log(
  'keeping what two wrote in a section of 190 kB:',
  await median(async (round) => {
    const { number, content } = (await findLatestRevision(db, id))!;
    const name = `${content.sections[0]!.id}:markdown`;
    const keep = (words: string) =>
      keepTyped(
        context,
        slug,
        { seen: number, typed: [{ name, base: number, text: words, tried: [] }] },
        userId,
      );
    await keep(`${round} ${text}deras`);
    await keep(`mitt ${round} ${text}`);
  }),
);
const paragraph = '<p class=MsoNormal style="margin:0"><b>Text</b> i stycket</p>';
for (const count of [1600, 33_000])
  console.log(
    `reading ${Math.round((count * paragraph.length) / 1000)} kB from Word, beside everything else:`,
    await median(() => readPasted(paragraph.repeat(count))),
  );
await db.destroy();
