import type { Context } from './context.ts';

export interface Io {
  out: (line: string) => void;
  err: (line: string) => void;
  /** All of standard input. */
  input: () => Promise<string>;
}

/** Exit codes: 0 done, 1 refused or failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  /** As typed: "user add". */
  name: string;
  usage: string;
  summary: string;
  run: (context: Context, args: string[], io: Io) => Promise<ExitCode>;
}

/** The message is Swedish; the command line adds the usage. */
export class WrongUsage extends Error {}
