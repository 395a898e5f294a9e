import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** To be imported first: uploads of tests that run at the same time do not meet. */
process.env['TMPDIR'] = mkdtempSync(join(tmpdir(), 'gemensam-test-'));
