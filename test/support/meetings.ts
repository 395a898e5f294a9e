import { transaction } from '../../server/context.ts';
import { insertMeeting, type NewMeeting } from '../../server/meetings/record-queries.ts';
import type { TestApp } from './app.ts';

/** A meeting as the record keeps it; says only what the test is about. */
export function makeMeeting(
  { context }: Pick<TestApp, 'context'>,
  meeting: Partial<NewMeeting> & { dates: string[] },
): Promise<{ id: number; slug: string }> {
  const usual: Omit<NewMeeting, 'dates'> = {
    state: 'confirmed',
    start_time: '13:30',
    end_time: '15:30',
    place: 'Rådhuset, plan 2',
    online: '',
    usual: 1,
    description: '',
    announced_at: null,
    imported_at: null,
  };
  return transaction(context, (trx) => insertMeeting(trx, { ...usual, ...meeting }, context.now()));
}

/** `count` meetings, one a day from `first` on. */
export async function makeManyMeetings(app: Pick<TestApp, 'context'>, first: string, count: number) {
  await transaction(app.context, async (trx) => {
    for (let index = 0; index < count; index++) {
      const date = Temporal.PlainDate.from(first).add({ days: index }).toString();
      const meeting = {
        dates: [date],
        state: 'confirmed',
        place: '',
        online: '',
        usual: 1,
        description: '',
      } as const;
      const more = { start_time: '13:30', end_time: null, announced_at: null, imported_at: null };
      await insertMeeting(trx, { ...meeting, dates: [date], ...more }, app.context.now());
    }
  });
}

/** The fields of the edit form as a browser would send them back. */
export async function formOf(app: Pick<TestApp, 'get'>, slug: string): Promise<Record<string, string>> {
  const { text } = await app.get(`/admin/moten/${slug}/redigera`);
  const decode = (raw: string) =>
    raw.replaceAll('&#34;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  const fields = [...text.matchAll(/<input(?=[^>]* name="([^"]+)")(?=[^>]* value="([^"]*)")[^>]*>/g)];
  const areas = [...text.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)<\/textarea>/g)];
  return Object.fromEntries([...fields, ...areas].map(([, name, value]) => [name!, decode(value!)]));
}
