import { once } from 'node:events';
import { readConfig } from '../../server/config.ts';
import { openContext } from '../../server/open-context.ts';
import { remindSecretaries } from '../../server/reminders/actions.ts';

/** The errand as a process of its own, which begins when its input ends. Arguments: the database, and the time of its clock. */
const [file, now] = process.argv.slice(2) as [string, string];
const { context, close } = await openContext(readConfig({ DATA_DIR: '/nonexistent' }), file);
context.now = () => now;
process.stdout.write('ready');
await once(process.stdin.resume(), 'end');
await remindSecretaries(context);
await close();
