import { Worker } from 'node:worker_threads';
import { oneAtATime } from '../shared/turns.ts';
import { TOO_HEAVY, type FileText, type Format } from './file-text.ts';

/** Milliseconds; what takes longer was not made to be read. */
const PATIENCE = 20_000;
const MEMORY_MB = 256;
/** A thread's limit does not count the bytes outside its heap, where a file is unpacked: those are looked at now and then. */
const GROWTH_BYTES = 300_000_000;
const LOOK_EVERY = 25;

const inTurn = oneAtATime();

/** The words of a file, read in a thread that is ended when it takes too long or too much memory. Never inside a transaction. */
export function readFileText(format: Format, bytes: Uint8Array, patience = PATIENCE): Promise<FileText> {
  return inTurn(() => readInThread(format, bytes, patience));
}

function readInThread(format: Format, bytes: Uint8Array, patience: number): Promise<FileText> {
  const worker = new Worker(new URL('thread.ts', import.meta.url), {
    workerData: { format, bytes },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const before = process.memoryUsage.rss();
  return new Promise((resolve) => {
    let read: FileText = { fault: TOO_HEAVY };
    const stop = () => void worker.terminate();
    const timer = setTimeout(stop, patience);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > GROWTH_BYTES) stop();
    }, LOOK_EVERY);
    worker.once('message', (found: FileText) => {
      read = found;
      stop();
    });
    worker.once('error', stop);
    worker.once('exit', () => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve(read);
    });
  });
}
