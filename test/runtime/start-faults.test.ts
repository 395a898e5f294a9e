import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/children.ts';

function start(env: Record<string, string>) {
  const base = { ...process.env, BASE_URL: '' };
  const { status, stderr } = spawnSync(process.execPath, ['scripts/start.js'], {
    cwd: ROOT,
    env: { ...base, ...env },
    timeout: 20_000,
  });
  return { status, lines: stderr.toString().trim().split('\n') };
}

it('says in one line that the port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const dir = mkdtempSync(join(tmpdir(), 'gemensam-start-'));
  expect(start({ PORT: String(port), DATA_DIR: dir })).toEqual({
    status: 1,
    lines: [`Port ${port} är upptagen. Är Gemensam redan igång? Välj annars en annan med PORT.`],
  });
  other.close();
  rmSync(dir, { recursive: true });
});

it('says in one line that the data folder cannot be used', () => {
  const dir = mkdtempSync(join(tmpdir(), 'gemensam-start-'));
  writeFileSync(join(dir, 'fil'), '');
  const { status, lines } = start({ PORT: '0', DATA_DIR: join(dir, 'fil', 'data') });
  expect([status, lines]).toEqual([
    1,
    [`Mappen ${join(dir, 'fil', 'data')} går inte att skriva i. Välj en annan med DATA_DIR.`],
  ]);
  rmSync(dir, { recursive: true });
});
