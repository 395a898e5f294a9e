const LONGEST = 500;

/** The part of an address that tells its page, the same however it is written; undefined for a front page and for nonsense. */
export function oldPath(address: string): string | undefined {
  const url = URL.parse(address, 'http://example.org');
  if (!url || address.length > LONGEST) return undefined;
  try {
    const path = decodeURIComponent(url.pathname).normalize('NFC').toLowerCase().replace(/\/+$/, '');
    return path || undefined;
  } catch {
    return undefined;
  }
}
