import { expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../server/config.ts';
import { createLog } from '../../server/log.ts';

it('has a default for everything', () => {
  expect(readConfig({ DATA_DIR: '/tmp/d' })).toEqual({
    port: 3000,
    host: '127.0.0.1',
    baseUrl: 'http://localhost:3000',
    dataDir: '/tmp/d',
    mailOnlyTo: [],
    logLevel: 'info',
  });
});

it.each([
  ['PORT', 'åtta'],
  ['PORT', '70000'],
  ['BASE_URL', 'moten.example.org'],
  ['BASE_URL', 'https://moten.example.org/stig'],
  ['SMTP_URL', 'http://mejl.example.org'],
  ['MAIL_FROM', 'a@example.org, b@example.org'],
  ['TRUST_PROXY', 'true'],
  ['LOG_LEVEL', 'mycket'],
])('refuses %s=%s in one line that names it', (name, value) => {
  const read = () => readConfig({ MAIL_FROM: 'a@example.org', [name]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(new RegExp(`^${name} [^\n]+\\.$`));
});

it('needs MAIL_FROM with SMTP_URL', () => {
  expect(() => readConfig({ SMTP_URL: 'smtp://127.0.0.1:25' })).toThrow('MAIL_FROM behövs');
});

it('logs one JSON line per event, down to its level', () => {
  const lines: string[] = [];
  const log = createLog('warn', (line) => lines.push(line));
  log.info('hidden');
  log.warn('seen', { path: '/a\r\nb' });
  log.error('also');
  expect(lines.map((line) => line.split('\n').length)).toEqual([1, 1]);
  expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(['seen', 'also']);
});
