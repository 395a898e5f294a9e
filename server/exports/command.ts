import { buildFeed } from '../calendar/feed.ts';
import { WrongUsage, readArguments, type Command } from '../command.ts';
import type { Context } from '../context.ts';
import { listMeetings } from '../meetings/queries.ts';
import { getSettings } from '../settings/queries.ts';
import { dateIn } from '../shared/time.ts';
import { writeExport, type ExportFile } from './export-directory.ts';

export const exportCommand: Command = {
  name: 'export',
  usage: 'export MAPP',
  summary: 'skriver allt offentligt som filer i en egen mapp',
  run: async (context, args, io) => {
    const [directory, ...rest] = readArguments(args, {}).positionals;
    if (!directory || rest.length) throw new WrongUsage('Ange en mapp.');
    const files = await publicFiles(context);
    writeExport(directory, files);
    io.out(`${files.length} filer finns nu i ${directory}`);
    return 0;
  },
};

async function publicFiles(context: Context): Promise<ExportFile[]> {
  const settings = await getSettings(context.db);
  const today = dateIn(settings.zone, context.now());
  const meetings = await listMeetings(context.db);
  const { text } = buildFeed(meetings, { settings, baseUrl: context.config.baseUrl, today });
  return [{ name: 'kalender.ics', text }];
}
