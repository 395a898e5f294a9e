import type { Trx } from '../../db/schema.ts';
import { insertItem } from '../agenda/queries.ts';
import { insertMeeting, raiseSequence, updateMeeting } from '../meetings/record-queries.ts';
import {
  insertRevision,
  mendPublicRevision,
  publishRevision,
  replaceMinutesOrganisations,
} from '../minutes/queries.ts';
import { DEFAULT_SETTINGS } from '../settings/settings.ts';
import { addDays, later } from '../shared/time.ts';
import { saveOrganisation } from '../speakers/queries.ts';
import { saveTheme, setMeetingThemes } from '../themes/queries.ts';
import { DEMO_SETTINGS } from './content/settings.ts';
import { daysBefore } from './dates.ts';
import type { PlannedMeeting, PlannedMinutes } from './plan.ts';
import { setItemState } from './queries.ts';

export interface Teller {
  userId: number;
  now: string;
}

/** Writes the meeting as if its life had taken its time; nothing happens later than now. */
export async function fillMeeting(
  trx: Trx,
  meeting: PlannedMeeting,
  { userId, now }: Teller,
): Promise<number> {
  const date = meeting.dates[0]!;
  const created = earlier(daysBefore(date, 120), later(now, { days: -30 }));
  const announced = meeting.announced ? earlier(daysBefore(date, 10), later(now, { days: -3 })) : null;
  const id = await insertPlanned(trx, meeting, created, announced);
  await fillThemes(trx, id, meeting, created);
  for (const item of meeting.items) {
    const itemId = await insertItem(trx, id, item, created);
    if (item.state) await setItemState(trx, itemId, item.state);
  }
  if (announced) await updateMeeting(trx, id, { announced_at: announced }, announced);
  if (meeting.reason) await cancel(trx, id, meeting.reason, later(now, { days: -1 }));
  if (meeting.minutes) await fillMinutes(trx, id, meeting, meeting.minutes, { userId, now });
  return id;
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

async function insertPlanned(
  trx: Trx,
  meeting: PlannedMeeting,
  created: string,
  announced_at: string | null,
) {
  const { dates, place, description, state } = meeting;
  const { startTime: start_time, endTime: end_time } = DEFAULT_SETTINGS;
  const usual = place === DEMO_SETTINGS.place ? (1 as const) : (0 as const);
  const row = {
    dates,
    state: state === 'cancelled' ? ('confirmed' as const) : state,
    start_time,
    end_time,
    place,
    online: DEMO_SETTINGS.onlineLink!,
    usual,
    description,
    announced_at,
    // Like an old meeting whose minutes were never found: it nags nobody.
    imported_at: state === 'held' && !meeting.minutes ? created : null,
  };
  return (await insertMeeting(trx, row, created)).id;
}

async function fillThemes(trx: Trx, id: number, { theme, part }: PlannedMeeting, now: string): Promise<void> {
  if (theme) await setMeetingThemes(trx, id, [{ id: await saveTheme(trx, theme, now), part }]);
}

async function cancel(trx: Trx, id: number, cancelled_reason: string, at: string): Promise<void> {
  await updateMeeting(trx, id, { state: 'cancelled', cancelled_reason }, at);
  await raiseSequence(trx, id, at);
}

async function fillMinutes(
  trx: Trx,
  id: number,
  { dates, organisations, items }: PlannedMeeting,
  { content, draft, correction }: PlannedMinutes,
  { userId, now }: Teller,
): Promise<void> {
  const at = earlier(daysBefore(dates[0]!, -4), later(now, { hours: -2 }));
  const revision = await insertRevision(trx, id, content, { userId, note: '', now: at });
  if (draft) return;
  await publishRevision(trx, id, revision, at);
  const names = [
    ...items.flatMap(({ speakers }) => speakers.map(({ organisation }) => organisation)),
    ...organisations,
  ];
  const ids: number[] = [];
  for (const name of names) if (name) ids.push(await saveOrganisation(trx, name, at));
  await replaceMinutesOrganisations(trx, id, ids);
  if (!correction) return;
  const noted = addDays(dates[0]!, 9);
  const corrected = { ...content, corrections: [{ date: noted, text: correction }] };
  const changed = `${noted}T07:30:00.000Z`;
  await mendPublicRevision(
    trx,
    id,
    await insertRevision(trx, id, corrected, { userId, note: 'Väntetiden rättad', now: changed }),
    changed,
  );
}
