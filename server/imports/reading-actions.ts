import { KeptProcess } from '../shared/guarded-process.ts';
import { oneAtATime } from '../shared/turns.ts';
import { refused, type FileRecognition } from './file-recognition.ts';
import { TOO_HEAVY, type Question } from './source.ts';

const PATIENCE = 30_000;
const reading = new KeptProcess<Question, FileRecognition>(new URL('reading-thread.ts', import.meta.url));

const inTurn = oneAtATime();

/** What a file holds, found in a process of its own that gives up when it takes too long or too much memory. */
export function recogniseInThread(question: Question, patience = PATIENCE): Promise<FileRecognition> {
  return inTurn(async () => (await reading.ask(question, { patience })) ?? refused(TOO_HEAVY));
}
