import { invitation } from '../../server/calendar/invitation.ts';
import { cancelMeeting } from '../../server/meetings/life-actions.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { getSettings } from '../../server/settings/queries.ts';
import type { TestApp } from './app.ts';
import { storeMeeting, unfold } from './calendar.ts';

export const ATTENDEE = { name: 'Åsa "Ö" Äng; x, y: z', email: 'asa+moten@example.org' };
export const ORGANIZER = { name: 'Gruppen', email: 'gruppen@example.org' };
export const ONLINE = 'https://video.example.org/rum?a=1,2;b=3';
export const ALLSORTS = 'å😀e\u0301, komma; semikolon \\ snedstreck "citat" <b>fet</b> & slut';

export type Objects = Record<'feed' | 'all' | 'theme' | 'download' | 'empty' | 'request' | 'cancel', string>;

/** What the secretary typed, everywhere at once. */
export function storeAllsorts(app: TestApp, text = ALLSORTS): Promise<number> {
  return storeMeeting(app.context, {
    place: text,
    online: ONLINE,
    description: `${text}\n\n**Viktigt** och [länk](https://example.org/a)`,
    themes: [text],
    items: [text, 'Övriga frågor'],
    announced_at: '2026-11-21T10:00:00.000Z',
    dates: [{ sequence: 2 }],
  });
}

export async function mailed(app: TestApp, slug: string, method: 'REQUEST' | 'CANCEL'): Promise<string> {
  const { db, config } = app.context;
  return invitation({
    meeting: await getMeeting(db, slug),
    settings: await getSettings(db),
    baseUrl: config.baseUrl,
    organizer: ORGANIZER,
    attendee: ATTENDEE,
    method,
  });
}

/** Every kind of calendar text that the application hands out, about one meeting; the meeting is cancelled afterwards. */
export async function allObjects(app: TestApp): Promise<Objects> {
  const get = async (path: string) => (await app.get(path)).text;
  const empty = await get('/kalender.ics');
  await storeAllsorts(app);
  const { slug } = await app.context.db.selectFrom('theme').select('slug').executeTakeFirstOrThrow();
  const published = {
    feed: await get('/kalender.ics'),
    all: await get('/kalender/alla.ics'),
    theme: await get(`/teman/${slug}.ics`),
    download: await get('/moten/2026-12-21.ics'),
  };
  const request = await mailed(app, '2026-12-21', 'REQUEST');
  await cancelMeeting(app.context, '2026-12-21', 'Sjukdom.', { id: null });
  return { ...published, empty, request, cancel: await mailed(app, '2026-12-21', 'CANCEL') };
}

/** Unfolded lines that begin with the name of one of the properties. */
export function linesOf(text: string, ...names: string[]): string[] {
  return unfold(text).filter((line) => names.includes(nameOf(line)));
}

export function nameOf(line: string): string {
  return /^[^:;]*/.exec(line)![0];
}

/** What stands after the parameters. */
export function valueOf(line: string): string {
  return /^(?:[^:"]|"[^"]*")*:(.*)$/s.exec(line)![1]!;
}

/** The lines of each VEVENT. */
export function eventsOf(text: string): string[][] {
  return text
    .split('BEGIN:VEVENT\r\n')
    .slice(1)
    .map((event) => unfold(event.split('END:VEVENT')[0]!));
}
