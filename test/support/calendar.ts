import { request } from 'node:http';
import type { Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../../server/context.ts';
import type { CandidateDate, Meeting } from '../../server/meetings/meeting.ts';
import { saveTheme, setMeetingThemes } from '../../server/themes/queries.ts';

const CREATED = '2026-11-01T08:00:00.000Z';
export const CHANGED = '2026-11-20T09:15:30.000Z';

export function aDate(values: Partial<CandidateDate> = {}): CandidateDate {
  return {
    id: 1,
    date: '2026-12-21',
    state: 'open',
    leading: 1,
    uid: '3f0c5a4e-0000-4000-8000-000000000001',
    sequence: 0,
    changed_at: CREATED,
    ...values,
  };
}

export function aMeeting(values: Partial<Meeting> = {}): Meeting {
  const dates = values.dates ?? [aDate()];
  return {
    id: 1,
    slug: '2026-12-21',
    state: 'confirmed',
    date: dates.find(({ leading }) => leading)!.date,
    start_time: '13:30',
    end_time: '15:30',
    place: 'Medborgarhuset, plan 2',
    online: '',
    usual: 0,
    description: '',
    cancelled_reason: null,
    announced_at: null,
    shown_at: null,
    imported_at: null,
    revision: 1,
    created_at: CREATED,
    changed_at: CHANGED,
    minutes_published_at: null,
    has_minutes: 0,
    themes: [],
    items: [],
    ...values,
    dates,
  };
}

type Stored = Partial<
  Omit<Meeting, 'themes' | 'dates' | 'items' | 'date' | 'minutes_published_at' | 'has_minutes'>
> & { themes?: string[]; dates?: Partial<CandidateDate>[]; items?: string[] };

/** The meeting's id. */
export function storeMeeting(context: Context, values: Stored = {}): Promise<number> {
  return transaction(context, (trx) => insert(trx, values));
}

export function storeMeetings(context: Context, list: Stored[]): Promise<void> {
  return transaction(context, async (trx) => {
    for (const values of list) await insert(trx, values);
  });
}

async function insert(
  trx: Trx,
  { themes = [], dates = [{}], items = [], ...values }: Stored,
): Promise<number> {
  const { id: _, date: __, dates: ___, themes: ____, items: _____, ...defaults } = aMeeting();
  const { minutes_published_at: ______, has_minutes: _______, ...row } = { ...defaults, ...values };
  const { id } = await trx.insertInto('meeting').values(row).returning('id').executeTakeFirstOrThrow();
  for (const values of dates) {
    const { id: _id, ...date } = aDate(values);
    await trx
      .insertInto('candidate_date')
      .values({ ...date, meeting_id: id })
      .execute();
  }
  for (const [position, title] of items.entries()) {
    const item = { meeting_id: id, position, title, kind: 'talk' as const, planned_minutes: null };
    await trx
      .insertInto('agenda_item')
      .values({ ...item, carried_from_id: null, created_at: CREATED })
      .execute();
  }
  const ids: { id: number; part: null }[] = [];
  for (const title of themes) ids.push({ id: await saveTheme(trx, title, CREATED), part: null });
  await setMeetingThemes(trx, id, ids);
  return id;
}

/** Node's fetch adds Cache-Control: no-cache to conditional requests, which switches 304 off. */
export function plainRequest(url: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      const outgoing = request(url, { headers, method }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode!,
            text: Buffer.concat(parts).toString(),
            headers: answer.headers,
          }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end();
    },
  );
}

export function unfold(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n').slice(0, -1);
}
