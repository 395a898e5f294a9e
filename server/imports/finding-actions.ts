import { access, constants, readFile, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { MOST_ENTRIES, inflateEntry, readZip, type ZipEntry, type ZipFault } from '../documents/zip.ts';
import { outerFault } from './file-format.ts';
import { oneLine, shownPath } from './shown-name.ts';
import { BROKEN, type Content } from './source.ts';

/** One file of those that a path leads to: itself, all in a folder, or all in a zip. */
export interface FoundFile {
  /** As it is told to people. */
  name: string;
  /** Rejects with `Unreadable` when there is a reason to tell. */
  content: () => Promise<Content>;
}

/** The message is Swedish, in one line. */
export class Unreadable extends Error {}

const MOST_ZIP = 100_000_000;
const ZIP_TOO_LARGE = 'Zip-filen är för stor. Högst 100 MB får plats. Dela upp den.';
const ZIP_FAULTS: Record<ZipFault, string> = {
  broken: 'Zip-filen är trasig eller inte hel. Packa filerna på nytt och försök igen.',
  empty: 'Zip-filen är tom.',
  locked: 'Zip-filen är låst med lösenord. Packa filerna utan lösenord.',
  many: `Zip-filen har fler än ${MOST_ENTRIES.toLocaleString('sv')} filer. Dela upp den.`,
  heavy: 'Zip-filen blir för stor när den packas upp. Dela upp den.',
};

/** In the order of their names; a folder's hidden files, and links out of it, are passed over. */
export async function* findFiles(path: string): AsyncGenerator<FoundFile> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) yield* filesInFolder(path);
  else if (info?.isFile() && extname(path).toLowerCase() === '.zip') yield* filesInZip(path, info.size);
  else yield { name: oneLine(path), content: () => wholeFile(path) };
}

async function* filesInFolder(path: string): AsyncGenerator<FoundFile> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) return yield unreadable(oneLine(path), 'Mappen går inte att läsa.');
  for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name, 'sv')))
    if (!entry.name.startsWith('.') && !entry.isSymbolicLink()) yield* findFiles(join(path, entry.name));
}

/** What is no plain file may never end. */
async function wholeFile(path: string): Promise<Content> {
  const info = await stat(path);
  const fault = info.isFile() ? outerFault(path, info.size) : 'Det är ingen vanlig fil.';
  if (fault) throw new Unreadable(fault);
  await access(path, constants.R_OK);
  return { path };
}

async function* filesInZip(path: string, size: number): AsyncGenerator<FoundFile> {
  const name = oneLine(path);
  if (!size) return yield unreadable(name, 'Filen är tom.');
  if (size > MOST_ZIP) return yield unreadable(name, ZIP_TOO_LARGE);
  const zip = await readFile(path).catch(() => undefined);
  if (!zip) return yield unreadable(name, 'Filen går inte att läsa.');
  const read = readZip(zip);
  if ('fault' in read) return yield unreadable(name, ZIP_FAULTS[read.fault]);
  const entries = read.entries.filter(({ name }) => !isOwn(name));
  if (!entries.length) return yield unreadable(name, ZIP_FAULTS.empty);
  for (const entry of entries)
    yield {
      name: `${name}/${shownPath(entry.name)}`,
      content: async () => ({ bytes: unpacked(zip, entry) }),
    };
}

function unreadable(name: string, fault: string): FoundFile {
  return { name, content: () => Promise.reject(new Unreadable(fault)) };
}

/** Folders, hidden files, and what a zip keeps for itself. */
function isOwn(name: string): boolean {
  return /(?:^|[/\\])(?:\.[^./\\][^/\\]*)?$/.test(name) || name.startsWith('__MACOSX/');
}

/** Names inside a zip are only told; nothing is written to disk. */
function unpacked(zip: Buffer, entry: ZipEntry): Buffer {
  const fault = outerFault(shownPath(entry.name), entry.inflated);
  if (fault) throw new Unreadable(fault);
  try {
    return inflateEntry(zip, entry);
  } catch {
    throw new Unreadable(BROKEN);
  }
}
