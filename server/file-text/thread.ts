import { parentPort, workerData } from 'node:worker_threads';
import type { Format } from './file-text.ts';
import { readText } from './reader.ts';

const { format, bytes } = workerData as { format: Format; bytes: Uint8Array };
parentPort!.postMessage(await readText(format, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
