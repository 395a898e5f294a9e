import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { withRuntime } from './runtime.js';

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

function findBrowser() {
  const asked = process.env.CHROME_PATH;
  if (asked) return asked;
  const onPath = ['chromium', 'google-chrome', 'google-chrome-stable'].map((name) =>
    run('which', [name], 'pipe').stdout?.toString().trim(),
  );
  return [...onPath, ...KNOWN].find((path) => path && existsSync(path));
}

/** Debian as root: apt-get; elsewhere playwright's own installer, whose browser playwright finds by itself. */
function installBrowser() {
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    process.stdout.write('Ingen webbläsare hittades: installerar chromium med apt-get.\n');
    run('apt-get', ['update', '-qq'], 'ignore');
    run(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
      'ignore',
      {
        DEBIAN_FRONTEND: 'noninteractive',
      },
    );
  } else {
    process.stdout.write('Ingen webbläsare hittades: installerar chromium med playwright.\n');
    run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], 'inherit');
  }
  return findBrowser();
}

function run(command, args, stdio, env = {}) {
  return spawnSync(command, args, { stdio, env: { ...process.env, ...env } });
}

await withRuntime(async () => {
  const browser = findBrowser() ?? installBrowser();
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)];
  process.exitCode =
    run(process.execPath, args, 'inherit', browser ? { CHROME_PATH: browser } : {}).status ?? 1;
});
