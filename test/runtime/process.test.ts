import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SECRETARY } from '../support/app.ts';
import { ROOT } from '../support/children.ts';

let dir: string;
let port: number;
const started: ChildProcess[] = [];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gemensam-process-'));
  port = await freePort();
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const found = (server.address() as AddressInfo).port;
      server.close(() => resolve(found));
    }),
  );
}

/** Resolves when the app answers. */
async function start(command: string, args: string[]): Promise<ChildProcess> {
  const child = spawn(command, args, { cwd: ROOT, env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
  started.push(child);
  let said = '';
  child.stderr!.on('data', (part: Buffer) => (said += part.toString()));
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`the app did not start: ${said}`);
    const answer = await fetch(origin()).catch(() => undefined);
    if (answer) return child;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the app did not start');
}

const environment = () => ({
  ...process.env,
  PORT: String(port),
  DATA_DIR: dir,
  BASE_URL: origin(),
  LOG_LEVEL: 'error',
});
const origin = () => `http://127.0.0.1:${port}`;
const ended = (child: ChildProcess) =>
  new Promise<number | string | null>((resolve) =>
    child.on('exit', (code, signal) => resolve(signal ?? code)),
  );
const post = (path: string, fields: Record<string, string>, cookie = '') =>
  fetch(origin() + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: origin(), cookie },
    redirect: 'manual',
  });

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
  const child = await start('npm', ['start']);
  const end = ended(child);
  const before = Date.now();
  child.kill('SIGTERM');
  expect(await end).toBe(0);
  expect(Date.now() - before).toBeLessThan(8000);
  await expect(fetch(origin())).rejects.toThrow();
  expect(existsSync(join(dir, 'gemensam.db-wal'))).toBe(false);
});

it('loses nothing that was acknowledged when it is killed', async () => {
  const added = spawnSync(process.execPath, ['scripts/gemensam.js', 'user', 'add', SECRETARY.email], {
    cwd: ROOT,
    env: environment(),
    input: SECRETARY.password,
  });
  expect(added.status).toBe(0);
  let cookie = '';
  let acknowledged = 0;
  const rounds = 20;
  for (let round = 0; round < rounds; round++) {
    const child = await start(process.execPath, ['scripts/start.js']);
    cookie ||= (await post('/admin/logga-in', SECRETARY)).headers.get('set-cookie')!.split(';')[0]!;
    const end = ended(child);
    setTimeout(() => child.kill('SIGKILL'), 20 + round * 7);
    for (;;) {
      const answer = await post(
        '/admin/installningar/minnesanteckningar',
        { closingSentence: `${acknowledged + 1}` },
        cookie,
      ).catch(() => undefined);
      if (!answer) break;
      expect(answer.status).toBe(303);
      acknowledged++;
    }
    expect(await end).toBe('SIGKILL');
  }
  const sqlite = new BetterSqlite(join(dir, 'gemensam.db'));
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
