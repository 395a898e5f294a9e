import { parentPort, workerData } from 'node:worker_threads';
import { pastedMarkdown } from './pasted-markdown.ts';

parentPort!.postMessage(pastedMarkdown(String(workerData)));
