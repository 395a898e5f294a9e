export const IDLE_HOURS = 12;
export const LONGEST_DAYS = 7;
export const FIRST_USER_MINUTES = 10;

/** `__Host-` demands Secure, so plain http (trying out on localhost) has a name without it. */
export function sessionCookieName(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? '__Host-gemensam' : 'gemensam';
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name && value && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/** A path of our own admin pages, or the overview: never another site, whatever the text says. */
export function safeNext(text: string): string {
  return /^\/admin(?:\/[\w/.?=&%+-]*)?$/.test(text) &&
    !text.includes('//') &&
    !text.startsWith('/admin/logga-')
    ? text
    : '/admin';
}
