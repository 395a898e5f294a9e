import { inflateRawSync } from 'node:zlib';

export const MOST_ENTRIES = 2000;
const MOST_INFLATED = 300_000_000;
const MOST_RATIO = 200;
const END = Buffer.from('PK\x05\x06', 'latin1');
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const [STORED, DEFLATED] = [0, 8];

export interface ZipEntry {
  name: string;
  /** How long it says that it becomes. */
  inflated: number;
  method: number;
  /** Where its packed bytes are told of, and how many they are. */
  local: number;
  packed: number;
}

/** Why a zip is not read: "many" has too many files, "heavy" would grow beyond reason. */
export type ZipFault = 'broken' | 'empty' | 'locked' | 'many' | 'heavy';

/** The entries of a zip's central directory (PKWARE APPNOTE 4.3.12), without inflating anything. */
export function readZip(bytes: Buffer): { entries: ZipEntry[] } | { fault: ZipFault } {
  const end = bytes.lastIndexOf(END);
  if (end < 0 || end < bytes.length - END_LENGTH - LONGEST_COMMENT || end + END_LENGTH > bytes.length)
    return { fault: 'broken' };
  const count = bytes.readUInt16LE(end + 10);
  if (!count) return { fault: 'empty' };
  if (count > MOST_ENTRIES) return { fault: 'many' };
  const entries: ZipEntry[] = [];
  let inflated = 0;
  for (let at = bytes.readUInt32LE(end + 16); entries.length < count;) {
    const read = readEntry(bytes, at, end);
    if (!read) return { fault: 'broken' };
    if (read.isEncrypted) return { fault: 'locked' };
    inflated += read.entry.inflated;
    entries.push(read.entry);
    at = read.next;
  }
  const isReasonable = inflated <= MOST_INFLATED && inflated <= bytes.length * MOST_RATIO;
  return isReasonable ? { entries } : { fault: 'heavy' };
}

/** Undefined for a zip that is not read, whatever the reason. */
export function readZipEntries(bytes: Buffer): ZipEntry[] | undefined {
  const read = readZip(bytes);
  return 'entries' in read ? read.entries : undefined;
}

interface EntryRead {
  entry: ZipEntry;
  isEncrypted: boolean;
  next: number;
}

function readEntry(bytes: Buffer, at: number, end: number): EntryRead | undefined {
  if (at + 46 > end || bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') return undefined;
  const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
  const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
  const [packed, inflated] = [20, 24].map((offset) => bytes.readUInt32LE(at + offset));
  const name = bytes.toString('utf8', at + 46, at + 46 + nameLength!);
  const next = at + 46 + nameLength! + extra! + comment!;
  const [method, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 42)];
  if (next > end) return undefined;
  return { entry: { name, inflated: inflated!, method, local, packed: packed! }, isEncrypted, next };
}

/** A part of a Word file or of slides; the longest report stays far below. */
const MOST_PART = 20_000_000;
const PART = /\.(?:xml|rels)$/;

/** The parts of an Office file that hold its text; undefined when one is longer than any text. */
export function textParts(entries: readonly ZipEntry[]): ZipEntry[] | undefined {
  const parts = entries.filter(({ name }) => PART.test(name));
  return parts.some(({ inflated }) => inflated > MOST_PART) ? undefined : parts;
}

/** What an entry holds. Throws when it is cut off, packed in a way of its own, or longer than it says. */
export function inflateEntry(bytes: Buffer, { local, packed, inflated, method }: ZipEntry): Buffer {
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const content = bytes.subarray(start, start + packed);
  if (content.length !== packed || (method !== STORED && method !== DEFLATED))
    throw new RangeError('This entry of the zip cannot be read.');
  if (method === STORED) return content;
  return inflated ? inflateRawSync(content, { maxOutputLength: inflated }) : Buffer.alloc(0);
}
