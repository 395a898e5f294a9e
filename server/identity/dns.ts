import { NODATA, NOTFOUND, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DnsFault, type Dns } from './identity.ts';

/** For each lookup, with all its retries. */
const LONGEST_MS = 5000;

/** Asks the machine's own name servers, or those given ("127.0.0.1:5353"). Each question is asked once. */
export function openDns(servers?: readonly string[], longestMs = LONGEST_MS): Dns {
  const resolver = new Resolver({ timeout: Math.ceil(longestMs / 3), tries: 2 });
  if (servers) resolver.setServers(servers);
  const asked = new Map<string, Promise<unknown[]>>();
  const ask = <T>(question: string, look: () => Promise<T[]>): Promise<T[]> => {
    const known = asked.get(question) as Promise<T[]> | undefined;
    const answer = known ?? answerWithin(question, look, longestMs);
    asked.set(question, answer);
    return answer;
  };
  const four = (name: string) => ask(`A ${name}`, () => resolver.resolve4(name));
  const six = (name: string) => ask(`AAAA ${name}`, () => resolver.resolve6(name));
  return {
    txt: (name) =>
      ask(`TXT ${name}`, async () => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))),
    mx: (name) => ask(`MX ${name}`, () => resolver.resolveMx(name)),
    addresses: async (name) =>
      isIP(name) ? [name] : either(await Promise.allSettled([four(name), six(name)])),
    names: (address) => ask(`PTR ${address}`, () => resolver.reverse(address)),
  };
}

const NOTHING = new Set<string>([NODATA, NOTFOUND]);

async function answerWithin<T>(question: string, look: () => Promise<T[]>, longestMs: number): Promise<T[]> {
  const timer = new AbortController();
  const late = sleep(longestMs, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new DnsFault(`${question}: inget svar i tid`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([look(), late]);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (NOTHING.has(code)) return [];
    throw error instanceof DnsFault ? error : new DnsFault(`${question}: ${code || String(error)}`);
  } finally {
    timer.abort();
  }
}

/** One kind of address that was found is enough; otherwise a fault in the other stays a fault. */
function either([four, six]: readonly PromiseSettledResult<string[]>[]): string[] {
  const found = [four, six].flatMap((one) => (one?.status === 'fulfilled' ? one.value : []));
  const failed = [four, six].find((one) => one?.status === 'rejected');
  if (!found.length && failed?.status === 'rejected') throw failed.reason;
  return found;
}
