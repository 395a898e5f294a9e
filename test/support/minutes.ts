import { insertItem, type NewItem } from '../../server/agenda/queries.ts';
import { transaction, type Context } from '../../server/context.ts';
import { insertMeeting, type NewMeeting } from '../../server/meetings/record-queries.ts';
import { getDraft } from '../../server/minutes/actions.ts';
import { gateFor } from '../../server/minutes/gate-actions.ts';
import { insertOverrule } from '../../server/minutes/gate-queries.ts';
import { refreshMeetingIndex } from '../../server/search/queries.ts';
import { saveTheme, setMeetingThemes } from '../../server/themes/queries.ts';
import { saveSpeaker } from '../../server/speakers/queries.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { startApp, type Answer, type TestApp } from './app.ts';

const NOW = '2026-10-01T10:00:00.000Z';

interface Wanted extends Partial<NewMeeting> {
  date: string;
  theme?: string;
  items?: NewItem[];
}

/** A meeting as it stands in the record, found by the search as far as it is public. */
export function makeMeeting(
  context: Context,
  { date, theme, items = [], ...rest }: Wanted,
): Promise<{ id: number; slug: string }> {
  return transaction(context, async (trx) => {
    const meeting = await insertMeeting(
      trx,
      {
        dates: [date],
        state: 'confirmed',
        start_time: '13:30',
        end_time: '15:30',
        place: 'Biblioteket',
        online: '',
        usual: 0,
        description: '',
        announced_at: null,
        imported_at: null,
        ...rest,
      },
      NOW,
    );
    if (theme)
      await setMeetingThemes(trx, meeting.id, [{ id: await saveTheme(trx, theme, NOW), part: null }]);
    for (const item of items) await insertItem(trx, meeting.id, item, NOW);
    await refreshMeetingIndex(trx, meeting.id);
    return meeting;
  });
}

/** People whom a text may name. */
export function register(context: Context, ...names: string[]): Promise<void> {
  return transaction(context, async (trx) => {
    for (const name of names) await saveSpeaker(trx, { name, role: null, organisation: null }, NOW);
  });
}

/** Somebody has let all stand that the check finds in the draft. */
export function letStand(context: Context, slug: string): Promise<void> {
  return transaction(context, async (trx) => {
    const { meeting, content } = await getDraft({ ...context, db: trx }, slug);
    const { open } = await gateFor({ db: trx, config: context.config }, meeting, content);
    const by = { meeting_id: meeting.id, reason: 'Sagt på mötet', user_id: null, at: NOW };
    for (const { key, rule } of open) await insertOverrule(trx, { ...by, key, rule });
  });
}

const EBBA = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan', answer: 'yes' as const };
const OLLE = { name: 'Olle Nejd', role: null, organisation: null, answer: 'no' as const };

export interface MinutesApp {
  app: TestApp;
  meetingId: number;
}

/** Signed in, with a meeting on 19 October 2026 about the school, where Ebba talks. */
export async function startWithTalk(): Promise<MinutesApp> {
  const app = await startSignedIn();
  const items = [{ title: 'Läxhjälp', kind: 'talk' as const, speakers: [EBBA] }];
  const { id } = await makeMeeting(app.context, { date: '2026-10-19', theme: 'Skolan', items });
  return { app, meetingId: id };
}

/** The same with a whole agenda, of which one item was postponed. */
export async function startWithAgenda(): Promise<MinutesApp> {
  const app = await startSignedIn();
  const items = [
    { title: 'Välkommen', kind: 'report' as const },
    { title: 'Läxhjälp', kind: 'talk' as const, speakers: [EBBA, OLLE] },
    { title: 'Cykelbanan', kind: 'talk' as const },
    { title: 'Övriga frågor', kind: 'other-business' as const },
  ];
  const { id } = await makeMeeting(app.context, { date: '2026-10-19', theme: 'Skolan', items });
  await transaction(app.context, async (trx) => {
    await trx
      .updateTable('agenda_item')
      .set({ state: 'postponed' })
      .where('title', '=', 'Cykelbanan')
      .execute();
    await saveSettings(trx, { closingSentence: 'Väl mött!' }, app.clock.now);
  });
  return { app, meetingId: id };
}

async function startSignedIn(): Promise<TestApp> {
  const app = await startApp();
  await app.signIn();
  return app;
}

export type Fields = Record<string, string>;

/** The fields of the editor as a browser would send them, without its buttons. */
export function formOf({ text }: Pick<Answer, 'text'>): Fields {
  const form = /<form[^>]*anteckningar"[^>]*>([\s\S]*?)<\/form>/.exec(text)?.[1] ?? '';
  const fields: Fields = {};
  for (const [, name, value] of form.matchAll(/<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"/g))
    fields[name!] = decode(value!);
  for (const [, name, value] of form.matchAll(
    /<textarea[^>]*? name="([^"]+)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
  ))
    fields[name!] = decode(value!);
  for (const [, name, options] of form.matchAll(/<select[^>]*? name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)) {
    fields[name!] = (/value="([^"]+)" selected/.exec(options!) ?? /value="([^"]+)"/.exec(options!))![1]!;
  }
  return fields;
}

function decode(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
