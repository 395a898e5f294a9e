import { inThread } from '../shared/guarded-thread.ts';
import type { Pasted } from './pasted-markdown.ts';

const PATIENCE = 10_000;
const THREAD = new URL('pasting-thread.ts', import.meta.url);

/** In a thread of its own, so that nobody else waits for a long document; undefined when it cannot be read. */
export function readPasted(html: string): Promise<Pasted | undefined> {
  return inThread<Pasted>(THREAD, html, { patience: PATIENCE });
}
