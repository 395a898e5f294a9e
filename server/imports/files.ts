import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { recognise } from './recognise.ts';
import type { Recognition } from './recognised.ts';

const FORMATS: Record<string, 'text' | 'markdown'> = { '.txt': 'text', '.md': 'markdown' };
const LARGEST_BYTES = 2_000_000;

/** Reads and recognises one file; `reason` says in Swedish why nothing came of it. */
export async function recogniseFile(file: string, year: number | undefined): Promise<Recognition> {
  const format = FORMATS[extname(file).toLowerCase()];
  if (!format) return refused('Det filslaget går inte att läsa in än. Spara den som .txt eller .md.');
  try {
    if ((await stat(file)).size > LARGEST_BYTES) return refused('Filen är för stor. Högst 2 MB får plats.');
    const text = decode(await readFile(file));
    return recognise({ file: basename(file), text, format }, year === undefined ? {} : { year });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    return refused(code === 'ENOENT' ? 'Filen finns inte.' : 'Filen går inte att läsa.');
  }
}

/** UTF-8, or Windows-1252 where the bytes are not UTF-8. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function refused(reason: string): Recognition {
  return { meetings: [], deadLinks: [], reason };
}
