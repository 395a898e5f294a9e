import { createServer } from 'node:http';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseRefused } from '../db/migrate.ts';
import { createApp } from './app.ts';
import { makeFirstUserLink } from './auth/actions.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import type { Context } from './context.ts';
import { fillDemo } from './demo/actions.ts';
import { startDelivery } from './mail/loop.ts';
import { transportFor } from './mail/transport.ts';
import { openContext } from './open-context.ts';

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
  const signIn = demo ? await prepareDemo(context) : await prepareFirstUser(context);
  const transport = transportFor(context.config);
  const server = listen(context);
  const delivery = startDelivery(context, transport);
  process.stdout.write(`Gemensam är igång: ${config.baseUrl}\n${signIn}`);
  onStop(async () => {
    await Promise.all([stopListening(server), delivery.stop()]);
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

function listen({ config, ...context }: Context) {
  const server = createServer(
    { connectionsCheckingInterval: 2000, headersTimeout: 10_000, requestTimeout: 60_000 },
    createApp({ config, ...context }),
  );
  return server.listen(config.port, config.host);
}

async function stopListening(server: ReturnType<typeof listen>): Promise<void> {
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
