import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Runs a piece of module code in a process of its own; the exit code and what it said. */
export function runChild(code: string, args: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, '--', ...args], { cwd: ROOT });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (text += part.toString()));
  return new Promise((resolve) => child.on('close', (exit) => resolve({ code: exit, text })));
}
