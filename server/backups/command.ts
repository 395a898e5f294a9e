import { existsSync } from 'node:fs';
import { inspectDatabase, type Inspection } from '../../db/inspect.ts';
import { WrongUsage, readArguments, type FileCommand } from '../command.ts';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { Refused } from '../shared/failures.ts';
import { dateIn, longDate } from '../shared/time.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';

const backupCommand: FileCommand = {
  name: 'backup',
  usage: 'backup FIL',
  summary: 'säkerhetskopierar databasen till en ny fil, också medan programmet är igång',
  runOnFile: async ({ file }, args, io) => {
    const target = onlyFile(args);
    io.out(`Säkerhetskopian är kontrollerad och klar: ${target} (${tell(backUp(file, target))})`);
    return 0;
  },
};

const restoreCommand: FileCommand = {
  name: 'restore',
  usage: 'restore FIL',
  summary: 'återställer en säkerhetskopia; databasen som fanns läggs åt sidan',
  runOnFile: async ({ file, now }, args, io) => {
    const { inspection, aside, struck } = restore(file, onlyFile(args), now());
    io.out(`Databasen är återställd (${tell(inspection)}).`);
    if (aside) io.out(`Den som fanns före ligger kvar här: ${aside}`);
    if (struck)
      io.err(
        `Varning: säkerhetskopian är äldre än den senaste strykningen, ${longDate(dateIn(DEFAULT_SETTINGS.zone, struck))}. Text som ströks då kan finnas i databasen igen. Stryk den en gång till.`,
      );
    return 0;
  },
};

const checkCommand: FileCommand = {
  name: 'check',
  usage: 'check',
  summary: 'kontrollerar att databasen är hel',
  runOnFile: async ({ file }, args, io) => {
    if (args.length) throw new WrongUsage('Kommandot check tar inga argument.');
    if (!existsSync(file)) throw new Refused(`Det finns ingen databas än: ${file}`);
    const inspection = inspectDatabase(file);
    for (const fault of inspection.faults) io.err(fault);
    if (inspection.faults.length) return 1;
    io.out(`Databasen är hel: ${file} (version ${inspection.version}, ${tell(inspection)})`);
    return 0;
  },
};

export const backupCommands: readonly FileCommand[] = [backupCommand, restoreCommand, checkCommand];

function onlyFile(args: string[]): string {
  const [file, ...rest] = readArguments(args, {}).positionals;
  if (!file || rest.length) throw new WrongUsage('Ange en fil.');
  return file;
}

const NAMES: Record<string, string> = {
  meeting: 'möten',
  minutes: 'minnesanteckningar',
  proposal: 'förslag',
  subscriber: 'prenumeranter',
  outbox: 'mejl',
  user: 'konton',
};

function tell({ counts }: Inspection): string {
  return Object.entries(counts)
    .map(([table, count]) => `${count} ${NAMES[table] ?? table}`)
    .join(', ');
}
