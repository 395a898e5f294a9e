const MOST_ENTRIES = 2000;
const MOST_INFLATED = 300_000_000;
const MOST_RATIO = 200;
const END = Buffer.from('PK\x05\x06', 'latin1');
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;

/**
 * The names in a zip's central directory (PKWARE APPNOTE 4.3.12), without inflating anything. Undefined for one that is cut
 * off or encrypted, or that would grow beyond reason.
 */
export function readZipNames(bytes: Buffer): string[] | undefined {
  const end = bytes.lastIndexOf(END);
  if (end < 0 || end < bytes.length - END_LENGTH - LONGEST_COMMENT || end + END_LENGTH > bytes.length)
    return undefined;
  const count = bytes.readUInt16LE(end + 10);
  const start = bytes.readUInt32LE(end + 16);
  if (!count || count > MOST_ENTRIES) return undefined;
  const names: string[] = [];
  let inflated = 0;
  for (let at = start; names.length < count;) {
    const entry = readEntry(bytes, at, end);
    if (!entry) return undefined;
    inflated += entry.inflated;
    names.push(entry.name);
    at = entry.next;
  }
  const isReasonable = inflated <= MOST_INFLATED && inflated <= bytes.length * MOST_RATIO;
  return isReasonable ? names : undefined;
}

function readEntry(bytes: Buffer, at: number, end: number) {
  if (at + 46 > end || bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') return undefined;
  const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
  const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
  const name = bytes.toString('utf8', at + 46, at + 46 + nameLength!);
  const next = at + 46 + nameLength! + extra! + comment!;
  return isEncrypted || next > end ? undefined : { name, inflated: bytes.readUInt32LE(at + 24), next };
}
