import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refused } from '../shared/failures.ts';

/** Lists what an export has written, so that the next one replaces that and nothing else. */
const MANIFEST = '.gemensam-export.json';

export interface ExportFile {
  /** Inside the directory, such as "minnesanteckningar/2019-10-21.md". */
  name: string;
  text: string | (() => Promise<Buffer>);
}

/** Throws Refused for a directory with other things in it. What is no longer public goes away. */
export async function writeExport(directory: string, files: readonly ExportFile[]): Promise<void> {
  const manifest = join(directory, MANIFEST);
  if (!existsSync(manifest) && existsSync(directory) && readdirSync(directory).length)
    throw new Refused(`Mappen ${directory} har redan annat innehåll. Ange en tom mapp, eller en ny.`);
  const before = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as string[]) : [];
  const names = files.map(({ name }) => name);
  mkdirSync(directory, { recursive: true });
  replace(manifest, JSON.stringify([...new Set([...before, ...names])]));
  for (const { name, text } of files)
    replace(join(directory, name), typeof text === 'string' ? text : await text());
  for (const name of before)
    if (!names.includes(name) && isInside(name)) rmSync(join(directory, name), { force: true });
  replace(manifest, JSON.stringify(names));
}

function isInside(name: string): boolean {
  return !name.startsWith('/') && !name.split(/[/\\]/).includes('..');
}

/** A reader meets the old file or the new one, never a half. */
function replace(file: string, text: string | Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.ofardig`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}
