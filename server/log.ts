import type { LogLevel } from './config.ts';

export type Log = Record<LogLevel, (message: string, details?: Record<string, unknown>) => void>;

const ORDER: readonly LogLevel[] = ['error', 'warn', 'info', 'debug'];

/** One JSON line per event; no addresses, tokens or passwords go in. */
export function createLog(level: LogLevel, write: (line: string) => void): Log {
  const print =
    (at: LogLevel) =>
    (message: string, details: Record<string, unknown> = {}) => {
      if (ORDER.indexOf(at) > ORDER.indexOf(level)) return;
      write(JSON.stringify({ at: new Date().toISOString(), level: at, message, ...details }));
    };
  return { error: print('error'), warn: print('warn'), info: print('info'), debug: print('debug') };
}
