import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** To be imported first: uploads of tests that run at the same time do not meet. */
const own = mkdtempSync(join(tmpdir(), 'gemensam-test-'));
process.env['TMPDIR'] = own;
afterAll(() => rmSync(own, { recursive: true, force: true }));
