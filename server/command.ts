import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Config } from './config.ts';
import type { Context } from './context.ts';

export interface Io {
  out: (line: string) => void;
  err: (line: string) => void;
  /** All of standard input. */
  input: () => Promise<string>;
}

/** Exit codes: 0 done, 1 refused or failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

interface Described {
  /** As typed: "user add". */
  name: string;
  usage: string;
  summary: string;
}

export interface Command extends Described {
  run: (context: Context, args: string[], io: Io) => Promise<ExitCode>;
}

/** Works on the database as a file, without opening (and so migrating) it. */
export interface FileCommand extends Described {
  runOnFile: (place: DatabasePlace, args: string[], io: Io) => Promise<ExitCode>;
}

export interface DatabasePlace {
  config: Config;
  file: string;
  now: () => string;
}

/** The message is Swedish; the command line adds the usage. */
export class WrongUsage extends Error {}

/** Options and the words between them; what is unknown becomes WrongUsage, in Swedish. */
export function readArguments<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const option = /'(-{1,2}[^' ]+)/.exec((error as Error).message)?.[1] ?? '';
    throw new WrongUsage(
      (error as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `Valet ${option} finns inte.`
        : `Valet ${option} är fel skrivet.`,
    );
  }
}
