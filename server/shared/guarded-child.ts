import type { Asked } from './guarded-process.ts';
import { KeptThread } from './guarded-thread.ts';

const thread = new KeptThread(new URL(process.argv[2]!));

process.on('message', async ({ question, patience }: Asked) => {
  process.send!({ answer: await thread.ask(question, { patience }) });
});
process.on('disconnect', () => process.exit());
