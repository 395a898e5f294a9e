import { readFile } from 'node:fs/promises';
import { WrongUsage, type Command, type ExitCode } from '../command.ts';
import { readList, writeList } from './csv.ts';
import { importList } from './list-actions.ts';
import { listConfirmed } from './queries.ts';

const importCommand: Command = {
  name: 'subscribers import',
  usage: 'subscribers import FIL.csv',
  summary: 'läser in en lista med prenumeranter (kolumner email, name, wants); ingen får mejl om det',
  run: async (context, args, io): Promise<ExitCode> => {
    const [file, ...rest] = args;
    if (!file || rest.length || file.startsWith('-')) throw new WrongUsage('Ange en CSV-fil.');
    let bytes: Buffer;
    try {
      bytes = await readFile(file);
    } catch {
      io.err(`Filen ${file} går inte att läsa.`);
      return 1;
    }
    const { people, invalid } = readList(bytes);
    const { added, known, unsubscribed } = await importList(context, people);
    for (const { line, why } of invalid) io.err(`Rad ${line}: ${why}`);
    io.out(
      `${added} nya prenumeranter, ${known} fanns redan, ${unsubscribed} har avslutat och läggs inte till, ${invalid.length} rader går inte att läsa.`,
    );
    return invalid.length ? 1 : 0;
  },
};

const exportCommand: Command = {
  name: 'subscribers export',
  usage: 'subscribers export',
  summary: 'skriver alla bekräftade prenumeranter som CSV',
  run: async (context, args, io): Promise<ExitCode> => {
    if (args.length) throw new WrongUsage('Kommandot tar inga argument.');
    io.out(writeList(await listConfirmed(context.db)));
    return 0;
  },
};

export const subscriberCommands: readonly Command[] = [importCommand, exportCommand];
