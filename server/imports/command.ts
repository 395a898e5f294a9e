import { parseArgs } from 'node:util';
import { WrongUsage, type Command, type Io } from '../command.ts';
import type { Context } from '../context.ts';
import { longDate } from '../shared/time.ts';
import { Batch, undoBatch } from './batch-actions.ts';
import { importMeeting, type ImportOptions, type ImportResult } from './actions.ts';
import { recogniseFile } from './file-actions.ts';
import type { FileRecognition } from './file-recognition.ts';
import { findFiles } from './finding-actions.ts';
import type { RecognisedMeeting, Uncertainty } from '../recognition/recognised.ts';

interface Args {
  files: string[];
  year: number | undefined;
  dryRun: boolean;
  json: boolean;
  /** The number of the import to undo. */
  undo: number | undefined;
  options: ImportOptions;
}

export const importCommand: Command = {
  name: 'import',
  usage:
    'import FIL... [--publish [--reviewed SKÄL]] [--dry-run] [--json] [--year ÅÅÅÅ], eller import --undo NUMMER',
  summary:
    'läser in minnesanteckningar och inbjudningar (.txt, .md, .html, .docx, .pdf, utdrag ur WordPress .xml, mappar och .zip); skickar aldrig något',
  run: async (context, words, io) => {
    const args = readArgs(words);
    if (args.undo !== undefined) return undo(context, args.undo, io);
    const batch = new Batch(context.now(), null);
    args.options.batch = batch;
    const found: RecognisedMeeting[] = [];
    let failed = false;
    for (const path of args.files)
      for await (const file of findFiles(path)) {
        const recognition = await recogniseFile(file, args.year);
        found.push(...recognition.meetings);
        const stored = await importOne(context, file.name, recognition, args, io);
        failed ||= !stored;
      }
    if (args.json) io.out(JSON.stringify(found, null, 1));
    else if (batch.id !== undefined)
      io.out(`Vill du ångra hela inläsningen? Skriv: gemensam import --undo ${batch.id}`);
    return failed ? 1 : 0;
  },
};

async function undo(context: Context, id: number, io: Io): Promise<0 | 1> {
  const { meetings, kept } = await undoBatch(context, id, null);
  io.out(
    `Inläsning ${id} är ångrad. ${meetings === 1 ? 'Ett möte är borttaget' : `${meetings} möten är borttagna`}.`,
  );
  for (const line of kept) io.err(line);
  return kept.length ? 1 : 0;
}

/** False when something of the file could not be taken in. */
async function importOne(
  context: Context,
  file: string,
  recognition: FileRecognition,
  args: Args,
  io: Io,
): Promise<boolean> {
  if (recognition.reason) io.err(`${file}: ${recognition.reason}`);
  if (!args.json)
    for (const title of recognition.passedOver) io.out(`${file}: inget möte i ”${title}”, det läses inte in`);
  let whole = recognition.reason === null;
  for (const [meeting, { origin, deadLinks }] of recognition.about) {
    const { date } = meeting;
    if (!args.json) tell(meeting, deadLinks, io);
    if (args.dryRun) continue;
    if (date) {
      const options = { ...args.options, origin };
      const result = await importMeeting(context, { ...meeting, date }, options);
      if (!args.json) io.out(`  ${outcome(result)}`);
      if (!args.json) for (const title of result.documents) io.out(`  länk under Underlag: ${title}`);
      for (const difference of result.differences) io.err(`${file}: ${difference}`);
      whole &&= tellBlocked(file, result, io);
    } else {
      io.err(`${file}: inget datum gick att läsa ut. Ange året med --year.`);
      whole = false;
    }
  }
  return whole;
}

/** False when the check stopped the text from being published. */
function tellBlocked(file: string, { slug, blocked }: ImportResult, io: Io): boolean {
  if (!blocked.length) return true;
  io.err(
    `${file}: inte publicerat, granskningen stoppar ${blocked.length === 1 ? 'en sak' : `${blocked.length} saker`}:`,
  );
  for (const line of blocked) io.err(`  ${line}`);
  io.err(
    `  Ordna det på /admin/moten/${slug}/publicering, eller ange skälet med --reviewed om texten redan är granskad.`,
  );
  return false;
}

function readArgs(words: string[]): Args {
  const { values, positionals } = parse(words);
  if (values.undo !== undefined && !(/^[1-9]\d{0,8}$/.test(values.undo) && words.length === 2))
    throw new WrongUsage('Skriv --undo och numret på inläsningen, och inget mer.');
  if (!positionals.length && values.undo === undefined) throw new WrongUsage('Ange minst en fil.');
  if (values.year !== undefined && !/^(19|20)\d\d$/.test(values.year))
    throw new WrongUsage('--year ska vara ett årtal, till exempel 2019.');
  if (values.reviewed !== undefined && !values.publish)
    throw new WrongUsage('--reviewed hör ihop med --publish.');
  if (values.reviewed?.trim() === '') throw new WrongUsage('Skriv skälet efter --reviewed.');
  return {
    files: positionals,
    year: values.year === undefined ? undefined : Number(values.year),
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
    undo: values.undo === undefined ? undefined : Number(values.undo),
    options: { publish: values.publish ?? false, reviewed: values.reviewed },
  };
}

function parse(args: string[]) {
  const [flag, word] = [{ type: 'boolean' }, { type: 'string' }] as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { publish: flag, reviewed: word, 'dry-run': flag, json: flag, year: word, undo: word },
    });
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

function tell(meeting: RecognisedMeeting, deadLinks: readonly Uncertainty[], io: Io): void {
  const when = meeting.date ? longDate(meeting.date) : 'utan datum';
  io.out(
    `${meeting.file}: ${meeting.kind === 'minutes' ? 'minnesanteckningar' : 'inbjudan'} ${when}, tema ${meeting.theme ?? 'saknas'}`,
  );
  for (const { field, why, source } of [...meeting.uncertain, ...deadLinks])
    io.out(`  osäkert (${field}): ${why} ”${source}”`);
}

function outcome({ slug, unchanged, published, upcoming }: ImportResult): string {
  if (unchanged) return `oförändrat: /moten/${slug}`;
  const coming = upcoming.length ? `, kommande möten: ${upcoming.join(', ')}` : '';
  return `${published ? 'publicerat' : 'sparat'}: /moten/${slug}${coming}`;
}
