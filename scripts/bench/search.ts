/*
 * node scripts/bench/search.ts [SECTIONS] [FILE]
 * Fills a throw-away database with made-up Swedish sections (100,000 when nothing is said), and measures what it costs to keep one and
 * to answer 200 different questions: rare and common words, beginnings, phrases, several words, filters, misspellings.
 * With FILE the database is kept, and used again the next time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { transaction, type Context } from '../../server/context.ts';
import { openContext } from '../../server/open-context.ts';
import { search } from '../../server/search/actions.ts';
import { listChoices } from '../../server/search/filter-queries.ts';
import { readSearch } from '../../server/search/form.ts';
import { replaceRows } from '../../server/search/index-queries.ts';
import { facetsOf, type IndexRow } from '../../server/search/index-row.ts';
import { settleIndex } from '../../server/search/rebuild-queries.ts';
import { INDEX_VERSION } from '../../server/search/rebuild-actions.ts';
import { addDays, longDate } from '../../server/shared/time.ts';
import { madeUpText, question, randomness } from './made-up-text.ts';

const OF_A_MEETING = 40;
const ROUNDS = 5;

const sections = Number(process.argv[2] ?? 100_000);
const dir = mkdtempSync(join(tmpdir(), 'gemensam-bench-'));
const file = process.argv[3] ?? join(dir, 'bench.db');
const config = readConfig({ DATA_DIR: dir, LOG_LEVEL: 'error' });
const { context, close } = await openContext(config, file);
const { random, word, words } = randomness(7);

const line = (text: string) => process.stdout.write(`${text}\n`);
const share = (sorted: readonly number[], part: number) =>
  `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(1)} ms`;
const sorted = (times: readonly number[]) => times.toSorted((one, other) => one - other);

function meeting(number: number): IndexRow[] {
  const date = addDays('2026-11-01', -3 * number);
  const theme = words(2);
  const facets = facetsOf('section', [number % 40], [number % 100, (number * 7) % 100]);
  return Array.from({ length: OF_A_MEETING }, (_, index) => ({
    title: words(1 + Math.floor(random() * 4)),
    body: madeUpText(random, word),
    people: index % 3 ? '' : `${word()} ${word()}, ${word()}`,
    kind: 'section' as const,
    address: `/moten/${date}#avsnitt-${index + 1}`,
    date,
    context: `${theme}, ${longDate(date)}, ${date}`,
    facets,
  }));
}

async function fill({ db }: Context): Promise<void> {
  const { count } = await db
    .selectFrom('search')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const times: number[] = [];
  for (let number = count / OF_A_MEETING; number < sections / OF_A_MEETING; number++) {
    const rows = meeting(number);
    const begun = performance.now();
    await transaction(context, (trx) => replaceRows(trx, `meeting ${number}`, rows));
    times.push((performance.now() - begun) / OF_A_MEETING);
  }
  if (!times.length) return;
  const last = times.slice(-100);
  line(
    `kept a section in ${share(sorted(times), 0.5)} at the median, of the last ones ${share(sorted(last), 0.5)}, slowest ${share(sorted(times), 1)}`,
  );
  const begun = performance.now();
  await transaction(context, (trx) => settleIndex(trx, INDEX_VERSION));
  line(`put the index together in ${Math.round(performance.now() - begun)} ms`);
}

/** One section of a meeting with forty is mended. */
async function mend(): Promise<number[]> {
  const times: number[] = [];
  for (let number = 0; number < 20; number++) {
    const rows = await context.db
      .selectFrom('search')
      .selectAll()
      .where('owner', '=', `meeting ${number}`)
      .execute();
    const mended = rows.map(({ id: _id, owner: _owner, ...row }, index) =>
      index ? row : { ...row, body: `${row.body} ${word()}` },
    ) as IndexRow[];
    const begun = performance.now();
    await transaction(context, (trx) => replaceRows(trx, `meeting ${number}`, mended));
    times.push(performance.now() - begun);
  }
  return times;
}

async function ask(fields: Record<string, string>): Promise<[number, number]> {
  const begun = performance.now();
  const { total } = await search(context, readSearch(fields));
  await listChoices(context.db);
  return [performance.now() - begun, total];
}

await fill(context);
const mix = Array.from({ length: 200 }, (_, index) => question(index, word, random));
const byKind = new Map<string, number[]>();
const slowest: [number, string][] = [];
let answered = 0;
for (let round = 0; round < ROUNDS; round++)
  for (const { kind, fields } of mix) {
    const [ms, total] = await ask(fields);
    byKind.set(kind, [...(byKind.get(kind) ?? []), ms]);
    slowest.push([ms, `${JSON.stringify(fields)} (${total})`]);
    if (total) answered++;
  }
for (const [kind, times] of byKind)
  line(
    `${kind.padEnd(22)} median ${share(sorted(times), 0.5).padStart(8)}, p99 ${share(sorted(times), 0.99).padStart(8)}`,
  );
const all = sorted([...byKind.values()].flat());
line(
  `${'all, of 200 questions'.padEnd(22)} median ${share(all, 0.5).padStart(8)}, p99 ${share(all, 0.99).padStart(8)}`,
);
line(`${Math.round((100 * answered) / all.length)} % had hits`);
for (const [ms, text] of slowest.toSorted((one, other) => other[0] - one[0]).slice(0, 5))
  line(`  ${ms.toFixed(1)} ms: ${text}`);
line(`mended one section of forty in ${share(sorted(await mend()), 0.5)} at the median`);
await close();
rmSync(dir, { recursive: true });
