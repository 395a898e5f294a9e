/*
 * node scripts/bench/pages.ts
 * Measures the pages of planning in a throw-away database with a long history: 1,200 meetings, 500 proposals and 500 follow-ups.
 * The median of 15 answers over HTTP on loopback, signed in where the page needs it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertItem } from '../../server/agenda/queries.ts';
import { addUser } from '../../server/auth/actions.ts';
import { readConfig } from '../../server/config.ts';
import { transaction, type Context } from '../../server/context.ts';
import { listen } from '../../server/main.ts';
import { insertMeeting } from '../../server/meetings/record-queries.ts';
import { openContext } from '../../server/open-context.ts';
import { insertProposal, insertProposalEvent, updateProposal } from '../../server/proposals/queries.ts';
import { addDays, termOf } from '../../server/shared/time.ts';
import { saveTheme, setMeetingThemes } from '../../server/themes/queries.ts';

const ROUNDS = 15;
const SECRETARY = { email: 'bench@example.org', name: 'Bench', password: 'en lugn kväll i november' };

async function fill(context: Context): Promise<string> {
  const now = context.now();
  const today = now.slice(0, 10);
  return transaction(context, async (trx) => {
    let last = '';
    for (let index = 0; index < 1200; index++) {
      const date = addDays(today, 60 - 7 * index);
      const rest = {
        start_time: '13:30',
        end_time: '15:30',
        place: 'Sal Ängen',
        online: '',
        usual: 0,
      } as const;
      const told = {
        description: 'Vi talar om **temat**.',
        announced_at: now,
        imported_at: index > 20 ? now : null,
      };
      const state = date < today ? 'held' : 'confirmed';
      const { id, slug } = await insertMeeting(trx, { dates: [date], state, ...rest, ...told }, now);
      await setMeetingThemes(trx, id, [{ id: await saveTheme(trx, `Tema ${index % 40}`, now), part: null }]);
      const speaker = {
        name: `Person ${index % 200}`,
        role: 'ledare',
        organisation: `Förening ${index % 60}`,
      };
      const speakers = [{ ...speaker, answer: 'yes' as const }];
      for (const title of ['Välkommen', 'Temat', 'Rapporter'])
        await insertItem(trx, id, { title, kind: 'talk', speakers: title === 'Temat' ? speakers : [] }, now);
      if (index < 500) {
        const proposal = await insertProposal(trx, {
          title: `Förslag ${index} om bänkar, träd eller cyklar ${index % 7}`,
          text: 'Det behövs, och många vill det.',
          email: null,
          received_at: now,
        });
        const event = { proposal_id: proposal, at: now, answer: '', meeting_id: null };
        await insertProposalEvent(trx, { ...event, state: 'received' });
        if (index % 2) await insertProposalEvent(trx, { ...event, state: 'discussed', meeting_id: id });
        await updateProposal(trx, proposal, { shown_at: now, state: index % 2 ? 'discussed' : 'received' });
        const dates = { created_at: now, changed_at: now, shown_at: now, due_on: date };
        const followUp = { meeting_id: id, proposal_id: null, what: `Undersök sak ${index}`, who: 'Rådet' };
        const answerer = { section_id: null, source_key: null, speaker_id: null, organisation_id: null };
        const asked = { asked_at: null, answered_at: null, asked_meeting_id: null, agenda_meeting_id: null };
        await trx
          .insertInto('follow_up')
          .values({ ...followUp, ...dates, ...answerer, ...asked, state: index % 3 ? 'done' : 'open' })
          .execute();
      }
      if (index === 0) last = slug;
    }
    return last;
  });
}

async function signIn(origin: string): Promise<string> {
  const body = new URLSearchParams(SECRETARY);
  const answer = await fetch(`${origin}/admin/logga-in`, {
    method: 'POST',
    body,
    headers: { origin },
    redirect: 'manual',
  });
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

async function measure(address: string, cookie: string): Promise<string> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const answer = await fetch(address, { headers: { cookie } });
    bytes = (await answer.arrayBuffer()).byteLength;
    if (answer.status !== 200) return `answered ${answer.status}`;
    times.push(performance.now() - start);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const [median, slowest] = [sorted[Math.floor(ROUNDS / 2)]!, sorted.at(-1)!];
  return `${median.toFixed(1).padStart(8)} ms, slowest ${slowest.toFixed(1).padStart(7)} ms, ${Math.round(bytes / 1000)} kB`;
}

const dir = mkdtempSync(join(tmpdir(), 'gemensam-bench-'));
const port = '4197';
const config = readConfig({
  DATA_DIR: dir,
  PORT: port,
  BASE_URL: `http://127.0.0.1:${port}`,
  LOG_LEVEL: 'error',
});
const { context, close } = await openContext(config, join(dir, 'bench.db'));
await addUser(context, SECRETARY);
const slug = await fill(context);
const server = await listen(context);
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const cookie = await signIn(origin);
const paths = [
  '/',
  '/moten',
  `/moten/${slug}`,
  '/forslag',
  '/forslag/1',
  '/uppfoljningar',
  '/teman',
  '/admin',
  `/admin/moten/${slug}`,
  `/admin/terminer/${termOf(context.now().slice(0, 10))}`,
  '/admin/teman',
  '/admin/forslag',
  '/admin/forslag/1',
  '/admin/uppfoljningar',
  '/admin/medverkande',
  '/admin/overlamning',
];
for (const path of paths) process.stdout.write(`${path.padEnd(28)}${await measure(origin + path, cookie)}\n`);
server.closeAllConnections();
server.close();
await close();
rmSync(dir, { recursive: true });
