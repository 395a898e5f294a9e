const LONGEST = 500;

/** What blogs without names for their pages know them by: "/?p=311". */
const PAGE_NUMBER = /[?&](p|page_id)=(\d{1,12})(?=&|$|#)/;

export function hasPageNumber(address: string): boolean {
  return PAGE_NUMBER.test(address);
}

/** The part of an address that tells its page, the same however it is written; undefined for a front page and for nonsense. */
export function oldPath(address: string): string | undefined {
  const url = URL.parse(address, 'http://example.org');
  if (!url || address.length > LONGEST) return undefined;
  try {
    const path = decodeURIComponent(url.pathname).normalize('NFC').toLowerCase().replace(/\/+$/, '');
    const [, name, number] = PAGE_NUMBER.exec(url.search) ?? [];
    return number ? `${path.replace(/\/index\.php$/, '')}/?${name}=${number}` : path || undefined;
  } catch {
    return undefined;
  }
}
