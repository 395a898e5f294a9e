import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '../../db/open.ts';
import { createApp } from '../../server/app.ts';
import { addUser } from '../../server/auth/actions.ts';
import { readConfig } from '../../server/config.ts';
import type { Context } from '../../server/context.ts';
import { createLog } from '../../server/log.ts';

export const NOW = '2026-11-22T12:00:00.000Z';
export const TEST_KEY = 'a key for tests';
export const SECRETARY = {
  email: 'sekreterare@example.org',
  name: 'Sanna Sekreterare',
  password: 'en lugn måndag i november',
};

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
}

export interface TestApp {
  context: Context;
  baseUrl: string;
  /** Where the server listens, whatever BASE_URL says. */
  origin: string;
  /** The clock; set it to travel. */
  clock: { now: string };
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  post: (
    path: string,
    fields?: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
  /** A form with a file. */
  postForm: (path: string, form: FormData) => Promise<Answer>;
  /** What a page's script sends; a text goes as it is. */
  postJson: (path: string, body: unknown) => Promise<Answer>;
  signIn: () => Promise<void>;
  log: string[];
  /** Every byte of the database. */
  bytes: () => Buffer;
  close: () => Promise<void>;
}

/** A context with a database in memory, for tests of actions and queries. */
export function createTestContext(env: Record<string, string> = {}, baseUrl = 'http://localhost:3000') {
  const clock = { now: NOW };
  const log: string[] = [];
  const { db, sqlite } = openDatabase(env['DATABASE'] ?? ':memory:');
  const config = readConfig({ BASE_URL: baseUrl, DATA_DIR: '/nonexistent', ...env });
  const context: Context = {
    db,
    config,
    log: createLog('info', (line) => log.push(line)),
    now: () => clock.now,
    key: TEST_KEY,
  };
  return { context, clock, log, sqlite };
}

/** The real app on a free port of loopback, with a fresh database and a fixed clock. */
export async function startApp(env: Record<string, string> = {}): Promise<TestApp> {
  // A test that blocks this process for seconds must not find its connection closed.
  const server = createServer({ keepAliveTimeout: 60_000 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = env['BASE_URL'] ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { context, clock, log, sqlite } = createTestContext(env, baseUrl);
  server.on('request', createApp(context));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    context,
    baseUrl,
    origin,
    clock,
    log,
    bytes: () => sqlite.serialize(),
    ...client(origin, baseUrl, context),
    close: () => close(server, context),
  };
}

async function close(server: Server, context: Context): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await context.db.destroy();
}

/** Keeps cookies and follows no redirects, so that a test sees each answer. */
function client(origin: string, baseUrl: string, context: Context) {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie && { cookie }), ...(init.headers as Record<string, string>) };
    const response = await fetch(origin + path, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]!.split('=');
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const get = (path: string, headers: Record<string, string> = {}) => request(path, { headers });
  const post = (
    path: string,
    fields: Record<string, string | string[]> = {},
    headers: Record<string, string> = {},
  ) => {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
    );
    return request(path, { method: 'POST', body, headers: { origin: baseUrl, ...headers } });
  };
  const postForm = (path: string, body: FormData) =>
    request(path, { method: 'POST', body, headers: { origin: baseUrl } });
  const postJson = (path: string, body: unknown) =>
    request(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { origin: baseUrl, 'content-type': 'application/json' },
    });
  const signIn = async () => {
    await addUser(context, SECRETARY);
    const answer = await post('/admin/logga-in', SECRETARY);
    if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`);
  };
  return { get, post, postForm, postJson, signIn };
}
