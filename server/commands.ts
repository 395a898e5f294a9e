import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseRefused } from '../db/migrate.ts';
import { userAddCommand } from './auth/command.ts';
import { backupCommands } from './backups/command.ts';
import { WrongUsage, type Command, type ExitCode, type FileCommand, type Io } from './command.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { exportCommand } from './exports/command.ts';
import { importCommand } from './imports/command.ts';
import { mailCommands } from './mail/command.ts';
import { mailCheckCommand } from './identity/command.ts';
import { openContext } from './open-context.ts';
import { Forbidden, NotFound, Refused } from './shared/failures.ts';
import { iso } from './shared/time.ts';
import { subscriberCommands } from './subscribers/command.ts';
import { planCommand } from './terms/command.ts';

export const COMMANDS: readonly (Command | FileCommand)[] = [
  userAddCommand,
  importCommand,
  planCommand,
  ...mailCommands,
  mailCheckCommand,
  ...subscriberCommands,
  exportCommand,
  ...backupCommands,
];

const EXPECTED = [ConfigError, DatabaseRefused, Forbidden, NotFound, Refused];

/** Runs what was typed. Returns the exit code; never throws. */
export async function runCommandLine(
  words: string[],
  env: Record<string, string | undefined>,
  io: Io,
): Promise<ExitCode> {
  if (words.some((word) => word === '--help' || word === '-h')) return help(io.out, 0);
  const command = findCommand(words);
  if (!command) {
    io.err(
      words.length ? `Kommandot "${words.join(' ')}" finns inte.` : 'Skriv vilket kommando du vill köra.',
    );
    return help(io.err, 2);
  }
  try {
    return await run(command, words.slice(command.name.split(' ').length), readConfig(env), io);
  } catch (error) {
    return explain(error, command, io);
  }
}

/** "user add" is meant before "user". */
function findCommand(words: string[]) {
  const typed = `${words.join(' ')} `;
  return COMMANDS.filter(({ name }) => typed.startsWith(`${name} `)).sort(
    (a, b) => b.name.length - a.name.length,
  )[0];
}

async function run(
  command: Command | FileCommand,
  args: string[],
  config: Config,
  io: Io,
): Promise<ExitCode> {
  const file = join(config.dataDir, 'gemensam.db');
  if ('runOnFile' in command)
    return command.runOnFile({ config, file, now: () => iso(Temporal.Now.instant()) }, args, io);
  mkdirSync(config.dataDir, { recursive: true });
  const { context, close } = await openContext(config, file);
  try {
    return await command.run(context, args, io);
  } finally {
    await close();
  }
}

function explain(error: unknown, command: Command | FileCommand, io: Io): ExitCode {
  if (error instanceof WrongUsage) {
    io.err(error.message);
    io.err(`Så här skriver du: gemensam ${command.usage}`);
    return 2;
  }
  const { code, message, stack } = error as Error & { code?: string };
  const expected = EXPECTED.some((kind) => error instanceof kind);
  io.err(
    expected ? message : code ? `Det gick inte: ${message}` : `Något gick fel: ${stack ?? String(error)}`,
  );
  return 1;
}

function help(print: (line: string) => void, code: ExitCode): ExitCode {
  print('Så här skriver du: npm run -s gemensam -- KOMMANDO');
  for (const { usage, summary } of COMMANDS) {
    print('');
    print(`  ${usage}`);
    print(`      ${summary}`);
  }
  return code;
}
