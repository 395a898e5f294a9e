import { readConfig } from '../../server/config.ts';
import { startDelivery } from '../../server/mail/loop.ts';
import { transportFor } from '../../server/mail/transport.ts';
import { openContext } from '../../server/open-context.ts';

/**
 * The delivery of the app as a process of its own, with a clock that runs faster: a minute's wait for another try takes
 * seconds. Arguments: how many times faster, and since when (milliseconds).
 */
const [speed, since] = process.argv.slice(2).map(Number) as [number, number];
const config = readConfig(process.env);
const { context } = await openContext(config, `${config.dataDir}/gemensam.db`);
context.now = () => new Date(since + (Date.now() - since) * speed).toISOString();
startDelivery(
  context,
  transportFor(config, { connectionTimeout: 1000, greetingTimeout: 1000, socketTimeout: 800, attempt: 1200 }),
);
