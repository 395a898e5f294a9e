import { decodeText } from '../shared/encoding.ts';

const BOOK = /^(?:PK\x03\x04|\xd0\xcf\x11\xe0)/;

/** The text of a file as spreadsheets save it: UTF-8, UTF-16 ("Unicode text") or Windows-1252. */
export function decodeList(bytes: Buffer): { text: string } | { fault: string } {
  if (BOOK.test(bytes.subarray(0, 4).toString('latin1')))
    return { fault: 'Filen är en arbetsbok. Spara den som CSV i kalkylprogrammet, och välj den filen.' };
  const text = decodeText(bytes);
  return text.includes('\0') ? { fault: 'Filen är ingen textfil. Spara listan som CSV.' } : { text };
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
