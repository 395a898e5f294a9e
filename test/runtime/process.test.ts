import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SECRETARY } from '../support/app.ts';
import { ROOT } from '../support/children.ts';
import { ended, ownProcess, type OwnProcess } from '../support/process.ts';

let app: OwnProcess;
beforeEach(async () => (app = await ownProcess()));
afterEach(() => app.remove());

function oldNode(): string | undefined {
  return ['/usr/bin/node', '/usr/local/bin/node'].find((path) => {
    const version = existsSync(path) ? spawnSync(path, ['--version']).stdout?.toString() : '';
    return version && Number(/^v(\d+)/.exec(version)?.[1]) < 26;
  });
}

it('says in one line what to do on an old Node', (test) => {
  const node = oldNode();
  if (!node) return test.skip('no Node older than 26 on this machine');
  for (const script of ['scripts/start.js', 'scripts/gemensam.js', 'scripts/test.js']) {
    const { status, stdout, stderr } = spawnSync(node, [script], { cwd: ROOT });
    expect([script, status, stdout.toString()]).toEqual([script, 1, '']);
    expect(stderr.toString()).toMatch(/^Gemensam behöver Node 26, och det här är \d+[\d.]+\. [^\n]+\n$/);
  }
});

it('ends in order when npm start gets SIGTERM', async () => {
  const child = await app.start('npm', ['start']);
  const end = ended(child);
  const before = Date.now();
  child.kill('SIGTERM');
  expect(await end).toBe(0);
  expect(Date.now() - before).toBeLessThan(8000);
  await expect(fetch(app.origin)).rejects.toThrow();
  expect(existsSync(`${app.file}-wal`)).toBe(false);
});

it('loses nothing that was acknowledged when it is killed', async () => {
  app.type(['user', 'add', SECRETARY.email], SECRETARY.password);
  let cookie = '';
  let acknowledged = 0;
  const rounds = 20;
  for (let round = 0; round < rounds; round++) {
    const child = await app.start();
    cookie ||= (await app.post('/admin/logga-in', SECRETARY)).headers.get('set-cookie')!.split(';')[0]!;
    const end = ended(child);
    setTimeout(() => child.kill('SIGKILL'), 20 + round * 7);
    for (;;) {
      const answer = await app
        .post('/admin/installningar/minnesanteckningar', { closingSentence: `${acknowledged + 1}` }, cookie)
        .catch(() => undefined);
      if (!answer) break;
      expect(answer.status).toBe(303);
      acknowledged++;
    }
    expect(await end).toBe('SIGKILL');
  }
  const sqlite = new BetterSqlite(app.file);
  const kept = sqlite
    .prepare("select count(*) from audit_event where action = 'settings changed'")
    .pluck()
    .get() as number;
  expect(acknowledged).toBeGreaterThan(rounds);
  expect(kept).toBeGreaterThanOrEqual(acknowledged);
  expect(kept).toBeLessThanOrEqual(acknowledged + rounds);
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  sqlite.close();
});

it('loses no mail that was acknowledged, and halves no mailing, when it is killed', async () => {
  const people = 8;
  app.type(['user', 'add', SECRETARY.email], SECRETARY.password);
  const list = Array.from({ length: people }, (_, index) => `p${index}@example.org;;inbjudan\n`);
  writeFileSync(join(app.dir, 'lista.csv'), list.join(''));
  app.type(['subscribers', 'import', join(app.dir, 'lista.csv')]);
  let cookie = '';
  const first = Temporal.Now.plainDateISO().add({ days: 10 });
  let days = 0;
  const acknowledged: string[] = [];
  for (let round = 0; round < 10; round++) {
    const child = await app.start();
    cookie ||= (await app.post('/admin/logga-in', SECRETARY)).headers.get('set-cookie')!.split(';')[0]!;
    const end = ended(child);
    setTimeout(() => child.kill('SIGKILL'), 150 + round * 60);
    for (;;) {
      const date = first.add({ days: days++ }).toString();
      const made = await app.post('/admin/moten', { date }, cookie).catch(() => undefined);
      if (!made) break;
      const mail = { slag: 'announcement', subject: `Inbjudan ${date}`, text: 'Välkommen!' };
      const queued = await app.post(`/admin/moten/${date}/utskick`, mail, cookie).catch(() => undefined);
      if (!queued) break;
      const mailing = queued.headers.get('location')!.split(/[/?]/)[3]!;
      if (acknowledged.length % 2) await app.post(`/admin/utskick/${mailing}/nu`, {}, cookie).catch(() => {});
      acknowledged.push(mailing);
    }
    expect(await end).toBe('SIGKILL');
  }
  expect(acknowledged.length).toBeGreaterThan(10);
  const sqlite = new BetterSqlite(app.file);
  const counts = new Map(
    sqlite.prepare('select mailing_id, count(distinct subscriber_id) from outbox group by 1').raw().all() as [
      number,
      number,
    ][],
  );
  expect(acknowledged.filter((id) => counts.get(Number(id)) !== people)).toEqual([]);
  expect([...counts.values()].filter((count) => count !== people)).toEqual([]);
  expect(sqlite.prepare('select count(*) from mailing').pluck().get()).toBe(counts.size);
  const sent = sqlite
    .prepare("select id, raw from outbox join outbox_raw on outbox_id = id where state = 'sent'")
    .all() as {
    id: number;
    raw: Buffer;
  }[];
  expect(sent.length).toBeGreaterThan(0);
  const files = new Map(readdirSync(join(app.dir, 'mail')).map((name) => [Number(name.split('-')[2]), name]));
  for (const { id, raw } of sent)
    expect(readFileSync(join(app.dir, 'mail', files.get(id)!)).equals(raw)).toBe(true);
  sqlite.close();
});
