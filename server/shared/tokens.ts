import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes, base64url (43 characters). */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Keyed hash of a text, base64url; for suppression lists and limits, where the text itself must not stay. */
export function keyedHash(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** A standing link: "ID.GENERATION.MAC", where the MAC is 128 bits. */
export function standingToken(key: string, purpose: string, id: number, generation: number): string {
  return `${id}.${generation}.${mac(key, purpose, id, generation)}`;
}

/** Reads a standing link; undefined when it was not made with this key for this purpose. */
export function readStandingToken(
  key: string,
  purpose: string,
  token: string,
): { id: number; generation: number } | undefined {
  const match = /^(\d{1,12})\.(\d{1,6})\.([\w-]{22})$/.exec(token);
  if (!match) return undefined;
  const [id, generation] = [Number(match[1]), Number(match[2])];
  const expected = Buffer.from(mac(key, purpose, id, generation));
  return timingSafeEqual(expected, Buffer.from(match[3]!)) ? { id, generation } : undefined;
}

function mac(key: string, purpose: string, id: number, generation: number): string {
  return createHmac('sha256', key)
    .update(`${purpose}:${id}:${generation}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}
