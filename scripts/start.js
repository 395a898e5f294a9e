import { withRuntime } from './runtime.js';

await withRuntime(async () => {
  const { main } = await import('../server/main.ts');
  await main(process.argv.slice(2));
});
