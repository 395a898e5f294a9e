import { inflateEntry, readZipEntries, type ZipEntry } from '../documents/zip.ts';

const SLIDE = /^ppt\/slides\/slide(\d+)\.xml$/;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The words of a presentation's slides (ECMA-376 part 1, 19.3), in the order of their numbers; each paragraph is a line. */
export function slidesText(bytes: Buffer): string {
  const entries = readZipEntries(bytes) ?? [];
  const numberOf = ({ name }: ZipEntry) => Number(SLIDE.exec(name)?.[1]);
  const slides = entries.filter(({ name }) => SLIDE.test(name));
  return slides
    .toSorted((one, other) => numberOf(one) - numberOf(other))
    .map((entry) => slideText(inflateEntry(bytes, entry).toString('utf8')))
    .join('\n\n');
}

function slideText(xml: string): string {
  const parts = xml.matchAll(/<a:t(?:\s[^>]*)?>([^<]*)<\/a:t>|<a:br\b|<\/a:p>/g);
  return [...parts].map(([, words]) => (words === undefined ? '\n' : decoded(words))).join('');
}

/** Only what XML itself names and numbers; a file's own entities stay as they are written. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[String(name)] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
