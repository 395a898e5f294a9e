import { Worker } from 'node:worker_threads';

export interface Bounds {
  /** Milliseconds; what takes longer was not made to be read. */
  patience: number;
}

const MEMORY_MB = 160;
/** What is thrown away at once is taken away at once, before it counts as much. */
const YOUNG_MB = 16;
/** A thread's limit does not count the bytes outside its heap, where a file is unpacked: those are looked at now and then. */
const GROWTH_BYTES = 180_000_000;
const LOOK_EVERY = 10;
const limits = {
  execArgv: [],
  resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
};

/**
 * What the thread `file` posts as its one message; undefined when it takes too long, too much memory, or fails. For files from
 * outside, which can be made so that reading them never ends. Never inside a transaction.
 */
export async function inThread<T>(
  file: URL,
  workerData: unknown,
  { patience }: Bounds,
): Promise<T | undefined> {
  const before = process.memoryUsage.rss();
  const worker = quiet(new Worker(file, { ...limits, workerData }));
  const answer = await guarded<T>(worker, { patience, before }, () => {});
  await worker.terminate();
  return answer?.message;
}

/** How many answers a kept thread gives before it makes room for a fresh one, and how long it waits for more. */
const MOST_ANSWERS = 200;
/** After so much it makes room too. */
const WORN_BYTES = 120_000_000;
const IDLE_MS = 5000;

/**
 * A thread that is kept between questions, because starting one takes longer than most answers. It answers each message with
 * one of its own. Ask one question at a time.
 */
export class KeptThread<Q, A> {
  readonly #file: URL;
  #worker: Worker | undefined;
  /** Of the process, before this thread. */
  #before = 0;
  #answers = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(file: URL) {
    this.#file = file;
  }

  /** As for `inThread`: undefined when it takes too long, too much memory, or fails. */
  async ask(question: Q, { patience }: Bounds): Promise<A | undefined> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    const bounds = { patience, before: this.#before };
    const answer = await guarded<A>(worker, bounds, () => worker.postMessage(question));
    const isWorn = ++this.#answers >= MOST_ANSWERS || process.memoryUsage.rss() - this.#before > WORN_BYTES;
    if (!answer || isWorn) await this.#end();
    else this.#rest(worker);
    return answer?.message;
  }

  #start(): Worker {
    this.#before = process.memoryUsage.rss();
    return quiet(new Worker(this.#file, limits));
  }

  /** Nobody waits for a thread that rests. */
  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => void this.#end(), IDLE_MS).unref();
  }

  /** Its memory is free when it has ended. */
  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#answers = 0;
    await worker?.terminate();
  }
}

/** What fails after its answer is given up concerns nobody. */
function quiet(worker: Worker): Worker {
  return worker.on('error', () => {});
}

/** The next message of the worker; undefined when it ends first, or goes beyond its bounds. */
function guarded<A>(
  worker: Worker,
  { patience, before }: Bounds & { before: number },
  start: () => void,
): Promise<{ message: A } | undefined> {
  return new Promise((resolve) => {
    const done = (answer?: { message: A }) => {
      clearTimeout(timer);
      clearInterval(watch);
      worker.off('message', told).off('error', failed).off('exit', failed);
      resolve(answer);
    };
    const told = (message: A) => done({ message });
    const failed = () => done();
    const timer = setTimeout(failed, patience);
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > GROWTH_BYTES) done();
    }, LOOK_EVERY);
    worker.once('message', told).once('error', failed).once('exit', failed);
    start();
  });
}
