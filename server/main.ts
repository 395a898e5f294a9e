import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseRefused } from '../db/migrate.ts';
import { createApp } from './app.ts';
import { makeFirstUserLink } from './auth/actions.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import type { Context } from './context.ts';
import { fillDemo } from './demo/actions.ts';
import { startErrands } from './errands/loop.ts';
import { startDelivery } from './mail/loop.ts';
import { transportFor } from './mail/transport.ts';
import { openContext } from './open-context.ts';

export async function main(args: readonly string[]): Promise<void> {
  try {
    await serve(readConfig(process.env), args.includes('--demo'));
  } catch (error) {
    const line = startFault(error);
    if (!line) throw error;
    process.stderr.write(`${line}\n`);
    process.exitCode = 1;
  }
}

/** What keeps the app from starting, in one line; undefined for a fault of our own. */
function startFault(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof DatabaseRefused) return error.message;
  const { code, path, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} är upptagen. Är Gemensam redan igång? Välj annars en annan med PORT.`;
  if (code === 'EACCES' && port) return `Port ${port} får inte användas. Välj en annan med PORT.`;
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR')
    return `Mappen ${path} går inte att skriva i. Välj en annan med DATA_DIR.`;
  return code === 'SQLITE_CANTOPEN'
    ? 'Databasen går inte att öppna. Har programmet rätt att skriva i DATA_DIR?'
    : undefined;
}

async function serve(config: Config, demo: boolean): Promise<void> {
  mkdirSync(config.dataDir, { recursive: true });
  const file = join(config.dataDir, demo ? 'demo.db' : 'gemensam.db');
  if (demo) for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const { context, close } = await openContext(demo ? { ...config, smtpUrl: undefined } : config, file);
  const signIn = demo ? await prepareDemo(context) : await prepareFirstUser(context);
  const transport = transportFor(context.config);
  const server = await listen(context);
  const delivery = startDelivery(context, transport);
  const errands = startErrands(context, { mailing: !demo });
  process.stdout.write(`Gemensam är igång: ${config.baseUrl}\n${signIn}`);
  onStop(async () => {
    await Promise.all([stopListening(server), delivery.stop(), errands.stop()]);
    await close();
  });
}

/** The lines that say how to sign in. */
async function prepareDemo(context: Context): Promise<string> {
  const { email, password } = await fillDemo(context);
  return `Allt är påhittat, och nästa start börjar om från början.
Logga in på ${context.config.baseUrl}/admin/logga-in med ${email} och lösenordet: ${password}\n`;
}

async function prepareFirstUser(context: Context): Promise<string> {
  const link = await makeFirstUserLink(context);
  return link ? `Skapa det första kontot här (gäller i 10 minuter): ${link}\n` : '';
}

/** Without an interval Node looks for stuck connections every 30 seconds only. A hundred megabytes of old minutes take minutes on a slow line. */
const LIMITS = { connectionsCheckingInterval: 2000, headersTimeout: 10_000, requestTimeout: 300_000 };

/** Exported for its test, which cannot wait as long. */
export async function listen(context: Context, limits: Partial<typeof LIMITS> = {}): Promise<Server> {
  const { port, host } = context.config;
  const server = createServer({ ...LIMITS, ...limits }, createApp(context)).listen(port, host);
  await once(server, 'listening');
  return server;
}

async function stopListening(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 8000).unref();
  });
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
