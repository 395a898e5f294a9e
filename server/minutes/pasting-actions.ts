import { Worker } from 'node:worker_threads';
import type { Pasted } from './pasted-markdown.ts';

/** Milliseconds; what takes longer was not written by a person. */
const PATIENCE = 10_000;
const MEMORY_MB = 256;

/** In a thread of its own, so that nobody else waits for a long document; undefined when it cannot be read. */
export function readPasted(html: string): Promise<Pasted | undefined> {
  const worker = new Worker(new URL('pasting-thread.ts', import.meta.url), {
    workerData: html,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(undefined), PATIENCE);
    const end = (pasted: Pasted | undefined) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(pasted);
    };
    worker.once('message', (pasted: Pasted) => end(pasted));
    worker.once('error', () => end(undefined));
    worker.once('exit', () => end(undefined));
  });
}
