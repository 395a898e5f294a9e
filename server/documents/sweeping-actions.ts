import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { UPLOADS } from '../shared/uploads.ts';

/** No upload takes this long: what is older was left by a process that died. */
const LEFT_MS = 3_600_000;

/** Returns how many were left. */
export async function sweepUploads({ now }: Pick<Context, 'now'>): Promise<number> {
  const names = await readdir(UPLOADS).catch(() => []);
  let swept = 0;
  for (const name of names) {
    const path = join(UPLOADS, name);
    const left = await stat(path).catch(() => undefined);
    if (!left || left.mtimeMs > Date.parse(now()) - LEFT_MS) continue;
    await rm(path, { force: true });
    swept++;
  }
  return swept;
}
