import { parentPort } from 'node:worker_threads';
import { recogniseSource } from './recogniser.ts';
import type { Question } from './source.ts';

parentPort!.on('message', async (question: Question) => {
  parentPort!.postMessage(await recogniseSource(question));
});
