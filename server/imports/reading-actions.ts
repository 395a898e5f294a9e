import { KeptThread } from '../shared/guarded-thread.ts';
import { oneAtATime } from '../shared/turns.ts';
import { refused, type FileRecognition } from './file-recognition.ts';
import { TOO_HEAVY, type Question } from './source.ts';

const PATIENCE = 30_000;
const thread = new KeptThread<Question, FileRecognition>(new URL('reading-thread.ts', import.meta.url));

const inTurn = oneAtATime();

/** What a file holds, found in a thread that is ended when it takes too long or too much memory. */
export function recogniseInThread(question: Question, patience = PATIENCE): Promise<FileRecognition> {
  return inTurn(async () => (await thread.ask(question, { patience })) ?? refused(TOO_HEAVY));
}
