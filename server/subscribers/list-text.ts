const BOOK = /^(?:PK\x03\x04|\xd0\xcf\x11\xe0)/;

/** The text of a file as spreadsheets save it: UTF-8, UTF-16 ("Unicode text") or Windows-1252. */
export function decodeList(bytes: Buffer): { text: string } | { fault: string } {
  if (BOOK.test(bytes.subarray(0, 4).toString('latin1')))
    return { fault: 'Filen är en arbetsbok. Spara den som CSV i kalkylprogrammet, och välj den filen.' };
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  return text.includes('\0') ? { fault: 'Filen är ingen textfil. Spara listan som CSV.' } : { text };
}

function encodingOf(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (bytes.length > 1 && bytes.length % 2 === 0) {
    if (first !== 0 && second === 0) return 'utf-16le';
    if (first === 0 && second !== 0) return 'utf-16be';
  }
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** What the first line with a delimiter uses: TAB, semicolon or comma. */
export function delimiterOf(text: string): string {
  for (const line of text.split(/[\r\n]+/)) {
    const bare = line.replace(/"[^"]*"/g, '');
    const found = ['\t', ';', ','].find((delimiter) => bare.includes(delimiter));
    if (found) return found;
  }
  return ',';
}
