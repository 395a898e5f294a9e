import { parentPort, workerData } from 'node:worker_threads';
import { readHeavy } from './heavy-reader.ts';
import type { Heavy } from './source.ts';

const { kind, bytes } = workerData as { kind: Heavy; bytes: Uint8Array };
parentPort!.postMessage(await readHeavy(kind, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
