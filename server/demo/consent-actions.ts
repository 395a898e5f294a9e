import type { Trx } from '../../db/schema.ts';
import { DEFAULT_CONSENTS, type Consents } from '../consents/consent.ts';
import { saveConsents } from '../consents/withdrawing-actions.ts';
import { listInvitees } from '../invitations/queries.ts';
import { noteReading } from '../minutes/own-section-queries.ts';
import { later } from '../shared/time.ts';
import { CONSENTS, READINGS } from './content/consents.ts';

/** `meetingAt` finds the meetings around today by their order; -1 is the latest. */
export async function fillConsents(
  trx: Trx,
  meetingAt: (step: number) => { id: number },
  now: string,
): Promise<void> {
  const find = async (step: number, name: string) =>
    (await listInvitees(trx, meetingAt(step).id)).find((one) => one.name === name);
  for (const { speaker, meeting, daysAgo, ...said } of CONSENTS) {
    const person = await find(meeting, speaker.name);
    const given: Consents = { ...DEFAULT_CONSENTS, ...said };
    if (person) await saveConsents(trx, person, given, later(now, { days: -daysAgo }));
  }
  for (const { speaker, meeting, correction } of READINGS) {
    const person = await find(meeting, speaker.name);
    const at = later(now, { days: -1 });
    const said = correction ? { correction, corrected_at: at } : {};
    if (person) await noteReading(trx, person.id, { looked_at: at, ...said });
  }
}
