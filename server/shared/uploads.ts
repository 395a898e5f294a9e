import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a large upload lies while it is read, under a name of our own. */
export const UPLOADS = join(tmpdir(), 'gemensam-uppladdat');
