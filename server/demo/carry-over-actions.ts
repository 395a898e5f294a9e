import type { Trx } from '../../db/schema.ts';
import { putOff } from '../carry-over/copy-queries.ts';
import { carryItem } from '../carry-over/queries.ts';
import { listMeetings } from '../meetings/queries.ts';
import { PUT_OFF } from './content/put-off.ts';

/** What was put off goes to a coming meeting, or waits in the backlog. */
export async function fillCarryOver(
  trx: Trx,
  meetingAt: (step: number) => { id: number },
  now: string,
): Promise<void> {
  const items = (await listMeetings(trx)).flatMap((meeting) => meeting.items);
  for (const { title, reason, meeting } of PUT_OFF)
    for (const { id } of items.filter((item) => item.title === title && item.state === 'postponed')) {
      if (meeting) await carryItem(trx, { id, reason }, meetingAt(meeting).id, now);
      else await putOff(trx, id, { outcome: 'backlog', reason });
    }
}
