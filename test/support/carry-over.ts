import type { NewItem } from '../../server/agenda/queries.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { startApp, type TestApp } from './app.ts';
import { makeMeeting } from './minutes.ts';

export const HELD = '2026-11-16';
export const NEXT = '2026-12-21';
export const LATER = '2027-01-18';
const ANNOUNCED = '2026-11-01T08:00:00.000Z';

const ebba = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan', answer: 'yes' as const };
const olle = { name: 'Olle Nejd', role: null, organisation: 'Fritidsgården', answer: 'no' as const };
const AGENDA: NewItem[] = [
  { title: 'Välkommen', kind: 'report' },
  { title: 'Läxhjälp', kind: 'talk', planned_minutes: 30, speakers: [ebba, olle] },
  { title: 'Cykelbanan', kind: 'talk' },
  { title: 'Övriga frågor', kind: 'other-business' },
];

/** Signed in, with an announced meeting that has been and two to come, the next one announced too. */
export async function startAfterMeeting(items: NewItem[] = AGENDA, coming = [NEXT, LATER]): Promise<TestApp> {
  const app = await startApp();
  await app.signIn();
  await makeMeeting(app.context, { date: HELD, theme: 'Skolan', items, announced_at: ANNOUNCED });
  for (const date of coming)
    await makeMeeting(app.context, {
      date,
      items: [
        { title: 'Välkommen', kind: 'report' },
        { title: 'Övriga frågor', kind: 'other-business' },
      ],
      announced_at: date === NEXT ? ANNOUNCED : null,
    });
  return app;
}

/** The form of the closing page as a browser would send it, changed here and there. */
export async function closingForm(
  app: TestApp,
  change: Record<string, string> = {},
  path = `/admin/moten/${HELD}/avslut`,
): Promise<Record<string, string>> {
  const { text } = await app.get(path);
  const form = text.slice(text.indexOf('<form method="post" action="/admin/moten'));
  const radios = [...form.matchAll(/<input type="radio" name="([^"]+)" value="([^"]+)"[^>]* checked>/g)];
  const texts = [...form.matchAll(/<input(?! type="radio")[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"/g)];
  const chosen = [...form.matchAll(/<select[^>]*? name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(
    ([, name, options]) => [name, name, /value="(\d+)" selected/.exec(options!)?.[1] ?? ''],
  );
  const fields = [...radios, ...texts, ...chosen].map(([, name, value]) => [name!, value!]);
  return { ...Object.fromEntries(fields), ...change };
}

export async function itemIn(app: TestApp, slug: string, title: string) {
  return (await getMeeting(app.context.db, slug)).items.find((item) => item.title === title);
}

/** "Läxhjälp postponed moved (sjukdom)" of each. */
export async function itemsOf(app: TestApp, slug: string): Promise<string[]> {
  const { items } = await getMeeting(app.context.db, slug);
  return items.map(({ title, state, outcome, reason }) =>
    [title, state, outcome, reason && `(${reason})`].filter(Boolean).join(' '),
  );
}
