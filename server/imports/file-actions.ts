import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { inflateEntry, readZip, type ZipFault } from '../documents/zip.ts';
import { decodeText } from '../shared/encoding.ts';
import { readInThread } from './reading-actions.ts';
import { recognise } from '../recognition/recognise.ts';
import type { Recognition, RecognisedMeeting, Uncertainty } from '../recognition/recognised.ts';
import { BROKEN, NOWHERE, type Heavy, type Origin, type Undated, type SourceRead } from './source.ts';

const PLAIN: Record<string, 'text' | 'markdown'> = {
  '.txt': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
};
const HEAVY: Record<string, Heavy> = {
  '.html': 'html',
  '.htm': 'html',
  '.docx': 'docx',
  '.pdf': 'pdf',
  '.xml': 'wordpress',
};
const MOST_TEXT = 2_000_000;
const MOST_BYTES = 25_000_000;
const MOST_ZIP = 100_000_000;
const WORD_OF: Record<string, string> = {
  '.doc': 'Det är en äldre Word-fil. Öppna den i Word och spara den som .docx.',
  '.rtf': 'Det är en rtf-fil. Öppna den i Word och spara den som .docx.',
  '.odt': 'Det är en odt-fil. Öppna den och spara den som .docx.',
  '.zip': 'En zip-fil inuti en zip-fil läses inte. Packa upp den först.',
};
const ZIP_FAULTS: Record<ZipFault, string> = {
  broken: 'Zip-filen är trasig eller inte hel. Packa filerna på nytt och försök igen.',
  locked: 'Zip-filen är låst med lösenord. Packa filerna utan lösenord.',
  'too many': 'Zip-filen har fler än 2 000 filer. Dela upp den.',
  'too large': 'Zip-filen blir för stor när den packas upp. Dela upp den.',
};
const EMPTY = 'Filen är tom.';
const UNKNOWN = 'Det filslaget går inte att läsa in. Spara den som .txt, .md, .html, .docx eller .pdf.';

/** One file of those that a path leads to: itself, all in a folder, or all in a zip. */
export interface FoundFile {
  /** As it is told to people. */
  name: string;
  /** Why it is not read at all. */
  fault?: string | undefined;
  bytes: () => Promise<Buffer>;
}

export interface About {
  source: Undated;
  /** Where the text was read before. */
  origin: Origin;
  deadLinks: Uncertainty[];
}

export interface FileRecognition extends Recognition {
  /** Posts that hold no meeting, beside others that do. */
  passedOver: string[];
  /** Each meeting's own: a file of a blog has many. */
  about: ReadonlyMap<RecognisedMeeting, About>;
}

/** In the order of their names; a folder's hidden files and what a zip keeps for itself are passed over. */
export async function* findFiles(path: string): AsyncGenerator<FoundFile> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory())
    for (const name of (await readdir(path)).toSorted((a, b) => a.localeCompare(b, 'sv')))
      if (!name.startsWith('.')) yield* findFiles(join(path, name));
      else continue;
  else if (extname(path).toLowerCase() !== '.zip' || !info)
    yield { name: path, fault: sizeFault(path, info?.size ?? 0), bytes: () => readFile(path) };
  else if (info.size && info.size <= MOST_ZIP) yield* filesInZip(path, await readFile(path));
  else
    yield refusedFile(
      path,
      info.size ? 'Zip-filen är för stor. Högst 100 MB får plats. Dela upp den.' : EMPTY,
    );
}

function refusedFile(name: string, fault: string): FoundFile {
  return { name, fault, bytes: () => Promise.reject(new RangeError(fault)) };
}

/** Before it is read: memory is for those that can be. */
function sizeFault(name: string, size: number): string | undefined {
  const extension = extname(name).toLowerCase();
  if (PLAIN[extension]) return size > MOST_TEXT ? 'Filen är för stor. Högst 2 MB text får plats.' : undefined;
  return HEAVY[extension] && size > MOST_BYTES ? 'Filen är för stor. Högst 25 MB får plats.' : undefined;
}

/** Names inside a zip are only told; nothing is written to disk. */
export function* filesInZip(path: string, zip: Buffer): Generator<FoundFile> {
  const entries = readZip(zip);
  if (typeof entries === 'string') return yield refusedFile(path, ZIP_FAULTS[entries]);
  for (const entry of entries) {
    const name = entry.name.split(/[/\\]/).at(-1)!;
    if (!name || name.startsWith('.') || entry.name.startsWith('__MACOSX/')) continue;
    const bytes = async () => inflateEntry(zip, entry);
    yield { name: `${path}/${name}`, fault: sizeFault(name, entry.inflated), bytes };
  }
}

/** Reads and recognises one file; `reason` says in Swedish why nothing came of it. */
export async function recogniseFile(file: FoundFile, year: number | undefined): Promise<FileRecognition> {
  if (file.fault) return refused(file.fault);
  try {
    return await recogniseBytes(file.name, await file.bytes(), year);
  } catch (error) {
    if (error instanceof RangeError) return refused(BROKEN);
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    return refused(code === 'ENOENT' ? 'Filen finns inte.' : 'Filen går inte att läsa.');
  }
}

export async function recogniseBytes(
  name: string,
  bytes: Buffer,
  year: number | undefined,
): Promise<FileRecognition> {
  const read = await readSource(name, bytes);
  if ('fault' in read) return refused(read.fault);
  const options = year === undefined ? {} : { year };
  const found = read.texts.map((text) => ({
    text,
    recognition: recogniseText(basename(name), text, options),
  }));
  const meetings = found.flatMap(({ recognition }) => recognition.meetings);
  const [first] = found;
  const empty = found.filter(({ recognition }) => !recognition.meetings.length);
  return {
    meetings,
    passedOver: meetings.length ? empty.flatMap(({ text }) => text.title ?? []) : [],
    deadLinks: found.flatMap(({ recognition }) => recognition.deadLinks),
    reason: meetings.length ? null : (first?.recognition.reason ?? 'Det finns inget möte i filen.'),
    about: new Map(
      found.flatMap(({ text: { origin = NOWHERE, ...source }, recognition: { meetings, deadLinks } }) =>
        meetings.map((meeting): [RecognisedMeeting, About] => [meeting, { source, origin, deadLinks }]),
      ),
    ),
  };
}

async function readSource(name: string, bytes: Buffer): Promise<SourceRead> {
  const extension = extname(name).toLowerCase();
  const format = PLAIN[extension];
  const tooLarge = sizeFault(name, bytes.length);
  if (tooLarge) return { fault: tooLarge };
  if (format) return { texts: [{ text: decodeText(bytes), format }] };
  const heavy = HEAVY[extension];
  if (!heavy) return { fault: WORD_OF[extension] ?? UNKNOWN };
  if (!bytes.length) return { fault: EMPTY };
  const fault = kindFault(heavy, bytes);
  return fault ? { fault } : readInThread(heavy, bytes);
}

/** What a file says that it is must be what it is. */
function kindFault(kind: Heavy, bytes: Buffer): string | undefined {
  const starts = (text: string) => bytes.subarray(0, 1024).includes(Buffer.from(text, 'latin1'));
  if (kind === 'pdf' && !starts('%PDF-')) return 'Filen är ingen PDF, fast den heter så.';
  if (kind !== 'docx') return undefined;
  if (bytes.subarray(0, 4).toString('latin1') === '\xd0\xcf\x11\xe0')
    return 'Filen är låst med lösenord, eller en äldre Word-fil. Spara den som .docx utan lösenord.';
  return starts('PK\x03\x04') ? undefined : 'Filen är ingen Word-fil, fast den heter så.';
}

function recogniseText(
  file: string,
  { text, format, published }: Undated,
  options: { year?: number },
): Recognition {
  return recognise({ file, text, format }, { ...options, ...(published && { published }) });
}

export function refused(reason: string): FileRecognition {
  return { meetings: [], deadLinks: [], reason, passedOver: [], about: new Map() };
}
