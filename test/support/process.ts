import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './children.ts';

/** The program as an operator runs it: a data directory and a port of its own, and processes that can be killed. */
export async function ownProcess() {
  const dir = mkdtempSync(join(tmpdir(), 'gemensam-process-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const started: ChildProcess[] = [];
  const env = { ...process.env, PORT: String(port), DATA_DIR: dir, BASE_URL: origin, LOG_LEVEL: 'error' };

  /** Resolves when the app answers. */
  const start = async (command = process.execPath, args = ['scripts/start.js']): Promise<ChildProcess> => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
    started.push(child);
    let said = '';
    child.stderr!.on('data', (part: Buffer) => (said += part.toString()));
    for (let tries = 0; tries < 300; tries++) {
      if (child.exitCode !== null) throw new Error(`the app did not start: ${said}`);
      if (await fetch(origin).catch(() => undefined)) return child;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('the app did not start');
  };
  /** What `npm run gemensam -- WORDS` does. */
  const type = (words: string[], input = '') => {
    const args = ['scripts/gemensam.js', ...words];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, input });
    if (status) throw new Error(stderr.toString());
  };
  const post = (path: string, fields: Record<string, string>, cookie = '') =>
    fetch(origin + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin, cookie },
      redirect: 'manual',
    });
  const remove = () => {
    for (const child of started) child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  };
  return { dir, origin, file: join(dir, 'gemensam.db'), start, type, post, remove };
}

export type OwnProcess = Awaited<ReturnType<typeof ownProcess>>;

export const ended = (child: ChildProcess) =>
  new Promise<number | string | null>((resolve) =>
    child.on('exit', (code, signal) => resolve(signal ?? code)),
  );

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const found = (server.address() as AddressInfo).port;
      server.close(() => resolve(found));
    }),
  );
}
