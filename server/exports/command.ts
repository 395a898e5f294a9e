import { meetingMarkdown } from '../archive/meeting-markdown.ts';
import { openDataCsv, openDataJson } from '../archive/open-data.ts';
import { mapPrintedOrganisations } from '../archive/queries.ts';
import { ALL, buildFeed } from '../calendar/feed.ts';
import { endsOf } from '../carry-over/carried.ts';
import { findCarried } from '../carry-over/queries.ts';
import { WrongUsage, readArguments, type Command } from '../command.ts';
import type { Context } from '../context.ts';
import { getLibraryFile } from '../documents/library-actions.ts';
import { listLibrary } from '../documents/library-queries.ts';
import { mapTies } from '../documents/tie-queries.ts';
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
    await writeExport(directory, files);
    io.out(`${files.length} filer finns nu i ${directory}`);
    return 0;
  },
};

async function publicFiles(context: Context): Promise<ExportFile[]> {
  const settings = await getSettings(context.db);
  const today = dateIn(settings.zone, context.now());
  const meetings = await listMeetings(context.db);
  const { baseUrl } = context.config;
  const carried = await findCarried(context.db);
  const files: ExportFile[] = [
    { name: 'kalender.ics', text: buildFeed(meetings, { settings, baseUrl, today, calendar: ALL }).text },
    { name: 'moten.json', text: openDataJson(meetings, settings, baseUrl, carried) },
    { name: 'moten.csv', text: openDataCsv(meetings, await mapPrintedOrganisations(context.db), baseUrl) },
  ];
  for (const meeting of meetings) {
    const minutes = await findPublicMinutes(context.db, meeting.id);
    if (!minutes) continue;
    const text = meetingMarkdown(meeting, minutes.content, {
      settings,
      today,
      ends: endsOf(meeting.items, carried),
      baseUrl,
    });
    files.push({ name: `minnesanteckningar/${meeting.slug}.md`, text });
  }
  return [...files, ...(await documentFiles(context))];
}

/** What the secretary has put in, with a list of it; what speakers have handed in stays theirs. */
async function documentFiles(context: Context): Promise<ExportFile[]> {
  const documents = await listLibrary(context.db);
  if (!documents.length) return [];
  const { baseUrl } = context.config;
  const ties = await mapTies(
    context.db,
    documents.map(({ id }) => id),
  );
  const fileOf = ({ id, file_name }: (typeof documents)[number]) =>
    file_name && `underlag/${id}-${file_name}`;
  const list = documents.map((document) => ({
    url: `${baseUrl}/underlag/${document.id}`,
    title: document.title,
    kind: document.kind,
    source: document.source || null,
    date: document.dated_on,
    link: document.url,
    file: fileOf(document),
    meetings: ties.get(document.id)!.meetings.map(({ slug }) => `${baseUrl}/moten/${slug}`),
    themes: ties.get(document.id)!.themes.map(({ slug }) => `${baseUrl}/teman/${slug}`),
  }));
  const files = documents.flatMap((document): ExportFile[] => {
    const name = fileOf(document);
    return name ? [{ name, text: async () => (await getLibraryFile(context, document.id)).content }] : [];
  });
  return [{ name: 'underlag.json', text: `${JSON.stringify(list, null, 1)}\n` }, ...files];
}
