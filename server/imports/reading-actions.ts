import { KeptThread } from '../shared/guarded-thread.ts';
import { oneAtATime } from '../shared/turns.ts';
import { TOO_HEAVY, type Heavy, type Question, type SourceRead } from './source.ts';

const PATIENCE = 30_000;
const LARGE = 1_000_000;
const thread = new KeptThread<Question, SourceRead>(new URL('reading-thread.ts', import.meta.url));

const inTurn = oneAtATime();

/** What a file holds, read in a thread that is ended when it takes too long or too much memory. A large file's bytes go there and are gone here. */
export function readInThread(kind: Heavy, bytes: Uint8Array, patience = PATIENCE): Promise<SourceRead> {
  return inTurn(async () => {
    const own =
      bytes.length > LARGE && bytes.buffer.byteLength === bytes.length ? bytes : new Uint8Array(bytes);
    const question = { kind, bytes: own };
    return (await thread.ask(question, { patience }, [own.buffer as ArrayBuffer])) ?? { fault: TOO_HEAVY };
  });
}
