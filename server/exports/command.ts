import { meetingMarkdown } from '../archive/meeting-markdown.ts';
import { openDataCsv, openDataJson } from '../archive/open-data.ts';
import { mapPrintedOrganisations } from '../archive/queries.ts';
import { ALL, buildFeed } from '../calendar/feed.ts';
import { WrongUsage, readArguments, type Command } from '../command.ts';
import type { Context } from '../context.ts';
import { listMeetings } from '../meetings/queries.ts';
import { findPublicMinutes } from '../minutes/queries.ts';
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
  const { baseUrl } = context.config;
  const files: ExportFile[] = [
    { name: 'kalender.ics', text: buildFeed(meetings, { settings, baseUrl, today, calendar: ALL }).text },
    { name: 'moten.json', text: openDataJson(meetings, settings, baseUrl) },
    { name: 'moten.csv', text: openDataCsv(meetings, await mapPrintedOrganisations(context.db), baseUrl) },
  ];
  for (const meeting of meetings) {
    const minutes = await findPublicMinutes(context.db, meeting.id);
    if (!minutes) continue;
    const text = meetingMarkdown(meeting, minutes.content, { settings, today });
    files.push({ name: `minnesanteckningar/${meeting.slug}.md`, text });
  }
  return files;
}
