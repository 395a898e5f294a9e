import { Worker } from 'node:worker_threads';

export interface Bounds {
  /** Milliseconds; what takes longer was not made to be read. */
  patience: number;
}

const MEMORY_MB = 256;
/** A thread's limit does not count the bytes outside its heap, where a file is unpacked: those are looked at now and then. */
const GROWTH_BYTES = 300_000_000;
const LOOK_EVERY = 25;

/**
 * What the thread `file` posts as its one message; undefined when it takes too long, too much memory, or fails. For files from
 * outside, which can be made so that reading them never ends. Never inside a transaction.
 */
export function inThread<T>(file: URL, workerData: unknown, { patience }: Bounds): Promise<T | undefined> {
  const worker = new Worker(file, {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const before = process.memoryUsage.rss();
  return new Promise((resolve) => {
    let answer: T | undefined;
    const stop = () => void worker.terminate();
    const timer = setTimeout(stop, patience);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > GROWTH_BYTES) stop();
    }, LOOK_EVERY);
    worker.once('message', (message: T) => {
      answer = message;
      stop();
    });
    worker.once('error', stop);
    worker.once('exit', () => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve(answer);
    });
  });
}
