import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../server/commands.ts';

export interface Typed {
  code: number;
  out: string;
  err: string;
}

/** A data directory of its own, and the command line in it. */
export function commandLine() {
  const dir = mkdtempSync(join(tmpdir(), 'gemensam-'));
  const type = async (words: string[], input = ''): Promise<Typed> => {
    const [out, err]: [string[], string[]] = [[], []];
    const io = { out: (l: string) => out.push(l), err: (l: string) => err.push(l), input: async () => input };
    const code = await runCommandLine(words, { DATA_DIR: join(dir, 'data') }, io);
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  return {
    dir,
    file: join(dir, 'data', 'gemensam.db'),
    type,
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
