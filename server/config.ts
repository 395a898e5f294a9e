import { resolve } from 'node:path';
import { readEmail } from './shared/email-address.ts';

export class ConfigError extends Error {}

export interface Config {
  port: number;
  host: string;
  /** Without a slash at the end. */
  baseUrl: string;
  dataDir: string;
  smtpUrl: string | undefined;
  mailFrom: string | undefined;
  /** Domains that may get mail; empty means all. */
  mailOnlyTo: readonly string[];
  dkimKeyFile: string | undefined;
  trustProxy: string | number | undefined;
  logLevel: LogLevel;
  metricsToken: string | undefined;
}

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** Reads the environment once. Throws ConfigError with one clear line. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const port = readPort(env['PORT'] || '3000');
  const config: Config = {
    port,
    host: env['HOST'] || '127.0.0.1',
    baseUrl: readBaseUrl(env['BASE_URL'] || `http://localhost:${port}`),
    dataDir: resolve(env['DATA_DIR'] || './data'),
    smtpUrl: readSmtpUrl(env['SMTP_URL']),
    mailFrom: readFrom(env['MAIL_FROM']),
    mailOnlyTo: (env['MAIL_ONLY_TO'] ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
    dkimKeyFile: env['DKIM_KEY_FILE'] || undefined,
    trustProxy: readTrustProxy(env['TRUST_PROXY']),
    logLevel: readLevel(env['LOG_LEVEL'] || 'info'),
    metricsToken: env['METRICS_TOKEN'] || undefined,
  };
  if (config.smtpUrl && !config.mailFrom)
    throw new ConfigError('MAIL_FROM behövs när SMTP_URL är satt, till exempel gruppen@example.org.');
  return config;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new ConfigError(`PORT ska vara ett tal mellan 0 och 65535, inte "${text}".`);
  return port;
}

function readBaseUrl(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw new ConfigError(
      `BASE_URL ska vara en adress som https://moten.example.org utan sökväg, inte "${text}".`,
    );
  }
  return url.origin;
}

function readSmtpUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname || !isDecodable(url)) {
    throw new ConfigError('SMTP_URL ska se ut som smtp://namn:losenord@server:587 eller smtps://server.');
  }
  return text;
}

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

function readFrom(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const email = readEmail(text);
  if (!email) throw new ConfigError(`MAIL_FROM ska vara en enda e-postadress, inte "${text}".`);
  return email;
}

/** The number of proxies in front, or the addresses that they come from. */
function readTrustProxy(text: string | undefined): string | number | undefined {
  if (!text) return undefined;
  if (/^\d$/.test(text)) return Number(text);
  if (/^[\d.:a-f/, ]+$|^loopback$/i.test(text)) return text;
  throw new ConfigError(
    `TRUST_PROXY ska vara antalet proxyservrar (till exempel 1) eller deras adresser, inte "${text}".`,
  );
}

function readLevel(text: string): LogLevel {
  const level = LEVELS.find((known) => known === text);
  if (!level) throw new ConfigError(`LOG_LEVEL ska vara ${LEVELS.join(', ')}, inte "${text}".`);
  return level;
}
