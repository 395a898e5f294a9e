import { KeptThread } from '../shared/guarded-thread.ts';
import { oneAtATime } from '../shared/turns.ts';
import { TOO_HEAVY, type Heavy, type Question, type SourceRead } from './source.ts';

const PATIENCE = 30_000;
const thread = new KeptThread<Question, SourceRead>(new URL('reading-thread.ts', import.meta.url));

const inTurn = oneAtATime();

/** What a file holds, read in a thread that is ended when it takes too long or too much memory. */
export function readInThread(kind: Heavy, bytes: Uint8Array, patience = PATIENCE): Promise<SourceRead> {
  return inTurn(
    async () =>
      (await thread.ask({ kind, bytes: new Uint8Array(bytes) }, { patience })) ?? { fault: TOO_HEAVY },
  );
}
