import { withRuntime } from './runtime.js';

await withRuntime(async () => {
  const { runCommandLine } = await import('../server/commands.ts');
  const { text } = await import('node:stream/consumers');
  process.stdout.on('error', () => {});
  const io = {
    out: (line) => process.stdout.write(`${line}\n`),
    err: (line) => process.stderr.write(`${line}\n`),
    input: () => {
      if (process.stdin.isTTY) process.stderr.write('Skriv, och avsluta med Enter och Ctrl+D:\n');
      return text(process.stdin);
    },
  };
  process.exitCode = await runCommandLine(process.argv.slice(2), process.env, io);
});
