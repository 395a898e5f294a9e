import { domainToASCII } from 'node:url';

const LOCAL = /^[a-z0-9!#$&*+/=?^_{|}~-]+(?:\.[a-z0-9!#$&*+/=?^_{|}~-]+)*$/i;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * One plain address, with its domain in lower-case ASCII; undefined for anything a mail program could read as a list,
 * a route or a quoted name (stricter than RFC 5322 on purpose).
 */
export function readEmail(text: string): string | undefined {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || trimmed.length > 254) return undefined;
  const local = trimmed.slice(0, at);
  const domain = domainToASCII(trimmed.slice(at + 1)).toLowerCase();
  return local.length <= 64 && LOCAL.test(local) && DOMAIN.test(domain) ? `${local}@${domain}` : undefined;
}

/** What makes two spellings the same address. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}
