import { inThread } from '../shared/guarded-thread.ts';
import { oneAtATime } from '../shared/turns.ts';
import { TOO_HEAVY, type FileText, type Format } from './file-text.ts';

const PATIENCE = 20_000;
const THREAD = new URL('thread.ts', import.meta.url);

const inTurn = oneAtATime();

/** The words of a file, read in a thread that is ended when it takes too long or too much memory. Never inside a transaction. */
export function readFileText(format: Format, bytes: Uint8Array, patience = PATIENCE): Promise<FileText> {
  return inTurn(
    async () => (await inThread<FileText>(THREAD, { format, bytes }, { patience })) ?? { fault: TOO_HEAVY },
  );
}
