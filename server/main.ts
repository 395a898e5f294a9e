import { createServer } from 'node:http';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseRefused } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { createApp } from './app.ts';
import { makeFirstUserLink } from './auth/actions.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { transaction, type Context } from './context.ts';
import { createLog } from './log.ts';
import { getSecret } from './settings/queries.ts';
import { iso } from './shared/time.ts';
import { randomToken } from './shared/tokens.ts';

/** Opens everything that a use case leans on. `close` gives it back. */
export async function openContext(
  config: Config,
  databaseFile: string,
): Promise<{ context: Context; close: () => Promise<void> }> {
  const { db } = openDatabase(databaseFile);
  const log = createLog(config.logLevel, (line) => process.stderr.write(`${line}\n`));
  const context: Context = { db, config, log, now: () => iso(Temporal.Now.instant()), key: '' };
  context.key = await transaction(context, (trx) => getSecret(trx, 'links', randomToken()));
  return { context, close: () => db.destroy() };
}

export async function main(args: readonly string[]): Promise<void> {
  try {
    await serve(readConfig(process.env), args.includes('--demo'));
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof DatabaseRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

async function serve(config: Config, demo: boolean): Promise<void> {
  mkdirSync(config.dataDir, { recursive: true });
  const file = join(config.dataDir, demo ? 'demo.db' : 'gemensam.db');
  if (demo) for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const { context, close } = await openContext(demo ? { ...config, smtpUrl: undefined } : config, file);
  const server = listen(context);
  const firstUser = await makeFirstUserLink(context);
  process.stdout.write(`Gemensam är igång: ${config.baseUrl}\n`);
  if (firstUser) process.stdout.write(`Skapa det första kontot här (gäller i 10 minuter): ${firstUser}\n`);
  onStop(() => stop(server, close));
}

function listen({ config, ...context }: Context) {
  const server = createServer(
    { connectionsCheckingInterval: 2000, headersTimeout: 10_000, requestTimeout: 60_000 },
    createApp({ config, ...context }),
  );
  return server.listen(config.port, config.host);
}

async function stop(server: ReturnType<typeof listen>, close: () => Promise<void>): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 8000).unref();
  });
  await close();
}

function onStop(stopInOrder: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void stopInOrder().then(() => process.exit(0));
    });
  }
}
