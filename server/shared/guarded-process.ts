import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Bounds } from './guarded-thread.ts';

/** What it is sent: see `guarded-child.ts`. */
export interface Asked {
  question: unknown;
  patience: number;
}

const CHILD = fileURLToPath(new URL('guarded-child.ts', import.meta.url));
/** Else the memory of a thread that was ended stays with the process, and is counted as that of the next one. */
const FLAGS = ['--no-memory-pool-share-memory-on-teardown'];
/** The thread inside gives up by itself; this is for a process that cannot. */
const GRACE = 5000;
const IDLE_MS = 5000;

/**
 * A process with a kept thread in it: what many heavy files leave behind goes with the process, and this one stays small and
 * answers meanwhile. Ask one question at a time.
 */
export class KeptProcess<Q, A> {
  readonly #file: URL;
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** The file of the thread, which answers each message with one of its own. */
  constructor(file: URL) {
    this.#file = file;
  }

  /** As for `inThread`: undefined when it takes too long, too much memory, or fails. */
  async ask(question: Q, { patience }: Bounds): Promise<A | undefined> {
    clearTimeout(this.#idle);
    const child = (this.#child ??= this.#start());
    child.ref();
    child.channel?.ref();
    const told = await answered<A>(child, { question, patience });
    if (told?.answer) this.#rest(child);
    else this.#end();
    return told?.answer;
  }

  #start(): ChildProcess {
    const options = {
      serialization: 'advanced',
      execArgv: FLAGS,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    } as const;
    const child = fork(CHILD, [this.#file.href], { ...options, stdio: [...options.stdio] });
    return child
      .on('error', () => {})
      .once('exit', () => {
        if (this.#child === child) this.#child = undefined;
      });
  }

  /** Nobody waits for a process that rests. */
  #rest(child: ChildProcess): void {
    child.unref();
    child.channel?.unref();
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
  }

  #end(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}

/** Undefined when the process ends, or hangs. */
function answered<A>(child: ChildProcess, asked: Asked): Promise<{ answer?: A } | undefined> {
  return new Promise((resolve) => {
    const done = (told?: { answer?: A }) => {
      clearTimeout(timer);
      child.off('message', heard).off('exit', failed).off('error', failed);
      resolve(told);
    };
    const heard = (message: unknown) => done(message as { answer?: A });
    const failed = () => done();
    const timer = setTimeout(failed, asked.patience + GRACE);
    child.once('message', heard).once('exit', failed).once('error', failed);
    child.send(asked, (error) => error && done());
  });
}
