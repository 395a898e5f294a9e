import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { WrongUsage, type Command, type ExitCode } from '../command.ts';
import { getSettings } from '../settings/queries.ts';
import { dateIn } from '../shared/time.ts';
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
    const { people, invalid, doubled } = readList(bytes);
    const { zone } = await getSettings(context.db);
    const source = { origin: basename(file).slice(0, 200), date: dateIn(zone, context.now()) };
    const { added, known, unsubscribed, refused } = await importList(context, people, source);
    for (const { line, why } of [...invalid, ...doubled].toSorted((a, b) => a.line - b.line))
      io.err(`Rad ${line}: ${why}`);
    io.out(
      `${added} nya prenumeranter, ${known + refused} fanns redan, ${unsubscribed} har avslutat och läggs inte till, ${invalid.length} rader går inte att läsa.`,
    );
    if (refused) io.out(`${refused} av dem som fanns har en adress som inte tar emot mejl.`);
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
