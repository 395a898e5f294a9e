/*
 * node scripts/bench/feed.ts [MEETINGS]
 * Measures the calendar feeds of a throw-away database with 1,200 meetings, over HTTP on loopback:
 * the first answer, the median of later ones, 304s, and the answer just after a change.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { transaction, type Context } from '../../server/context.ts';
import { listen } from '../../server/main.ts';
import { replaceAgenda } from '../../server/agenda/queries.ts';
import { insertMeeting } from '../../server/meetings/record-queries.ts';
import { openContext } from '../../server/open-context.ts';
import { addDays } from '../../server/shared/time.ts';
import { saveTheme, setMeetingThemes } from '../../server/themes/queries.ts';

const ROUNDS = 30;
const AGENDA = ['Välkommen', 'Temat för dagen, med frågor', 'Rapporter från nätverket', 'Övriga frågor'];

interface Answer {
  status: number;
  milliseconds: number;
  bytes: number;
  etag: string;
}

/** One meeting every fourth day, the last ones to come; 40 themes in turn. */
async function fill(context: Context, count: number): Promise<void> {
  const now = context.now();
  const first = addDays(now.slice(0, 10), 40 - 4 * count);
  await transaction(context, async (trx) => {
    for (let index = 0; index < count; index++) {
      const { id } = await insertMeeting(
        trx,
        {
          dates: [addDays(first, 4 * index)],
          state: 'confirmed',
          start_time: '13:30',
          end_time: '15:30',
          place: 'Medborgarhuset, plan 2, sal Ängen',
          online: 'https://video.example.org/rum/mandag',
          usual: 0,
          description: 'Vi talar om **temat** i lugn takt, med gäster från hela staden.',
          announced_at: now,
          imported_at: null,
        },
        now,
      );
      const theme = await saveTheme(trx, `Tema nummer ${index % 40}`, now);
      await setMeetingThemes(trx, id, [{ id: theme, part: null }]);
      await replaceAgenda(
        trx,
        id,
        AGENDA.map((title) => ({ title, kind: 'talk', planned_minutes: null })),
        now,
      );
    }
  });
}

function ask(server: Server, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode!,
          milliseconds: performance.now() - started,
          bytes,
          etag: String(answer.headers.etag),
        }),
      );
    });
    outgoing.on('error', reject).end();
  });
}

async function median(work: () => Promise<Answer>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push((await work()).milliseconds);
  return times.toSorted((a, b) => a - b)[ROUNDS >> 1]!;
}

let beats = 0;

async function measure(context: Context, server: Server, path: string): Promise<void> {
  const first = await ask(server, path);
  const later = await median(() => ask(server, path));
  const unchanged = await median(() => ask(server, path, { 'if-none-match': first.etag }));
  const besideMail = await median(async () => {
    await transaction(context, (trx) =>
      trx
        .insertInto('heartbeat')
        .values({ name: `beat ${beats++}`, at: context.now(), pid: 1 })
        .execute(),
    );
    return ask(server, path);
  });
  const afterEdit = await median(async () => {
    const place = `Sal ${beats++}`;
    await context.db.updateTable('meeting').set({ place }).where('id', '=', 1190).execute();
    return ask(server, path);
  });
  const afterRename = await median(async () => {
    const title = `Tema ${beats++}`;
    await context.db.updateTable('theme').set({ title }).where('id', '=', 1).execute();
    return ask(server, path);
  });
  const line = (name: string, milliseconds: number) =>
    `  ${name.padEnd(28)} ${milliseconds.toFixed(2).padStart(8)} ms   1/${(first.milliseconds / milliseconds).toFixed(0)} of the first\n`;
  process.stdout.write(
    `${path} (${first.bytes} bytes)\n${line('first answer', first.milliseconds)}${line('later', later)}${line('304', unchanged)}${line('while mail is delivered', besideMail)}${line('after one meeting was edited', afterEdit)}${line('after a theme was renamed', afterRename)}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'gemensam-bench-'));
const config = { ...readConfig({ DATA_DIR: folder, LOG_LEVEL: 'error' }), port: 0 };
const { context, close } = await openContext(config, join(folder, 'gemensam.db'));
try {
  await fill(context, Number(process.argv[2] ?? 1200));
  const server = await listen(context);
  for (const path of ['/kalender/alla.ics', '/kalender.ics']) await measure(context, server, path);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
} finally {
  await close();
  rmSync(folder, { recursive: true });
}
