import { parentPort } from 'node:worker_threads';
import { readHeavy } from './heavy-reader.ts';
import type { Question } from './source.ts';

parentPort!.on('message', async ({ kind, bytes }: Question) => {
  parentPort!.postMessage(await readHeavy(kind, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
});
