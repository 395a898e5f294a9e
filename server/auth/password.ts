import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
/** OWASP's smallest recommended argon2id setting; KiB. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
export const SHORTEST_PASSWORD = 12;
const LONGEST_BYTES = 1024;

/** A PHC string: $argon2id$v=19$m=..,t=..,p=..$salt$hash */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await run(password, salt, COST);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(phc);
  if (!match || Buffer.byteLength(password) > LONGEST_BYTES) return false;
  const [memory, passes, parallelism] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const hash = await run(password, Buffer.from(match[4]!, 'base64url'), { memory, passes, parallelism });
  return timingSafeEqual(hash, Buffer.from(match[5]!, 'base64url'));
}

function run(password: string, nonce: Buffer, cost: typeof COST): Promise<Buffer> {
  return derive('argon2id', { message: password, nonce, tagLength: 32, ...cost });
}

/** What is wrong with a new password, or undefined. */
export function passwordFault(password: string): string | undefined {
  if (password.length < SHORTEST_PASSWORD)
    return `Lösenordet behöver minst ${SHORTEST_PASSWORD} tecken. En mening med några ord är lätt att minnas.`;
  if (Buffer.byteLength(password) > LONGEST_BYTES) return 'Lösenordet är för långt.';
  if (new Set(password.toLowerCase()).size < 5)
    return 'Lösenordet är för lätt att gissa. Använd fler olika tecken.';
  return /^(.{0,4}(password|lösenord|qwerty|123456789|gemensam).{0,4})$/i.test(password)
    ? 'Lösenordet är för vanligt. Välj ett annat.'
    : undefined;
}
