import { transaction } from '../../server/context.ts';
import { saveMinutes, getDraft } from '../../server/minutes/actions.ts';
import { mendMinutes, publishMinutes } from '../../server/minutes/publishing-actions.ts';
import { followUpToken } from '../../server/follow-ups/follow-up-link.ts';
import { listFollowUps } from '../../server/follow-ups/queries.ts';
import { insertFollowUp, type NewFollowUp } from '../../server/follow-ups/record-queries.ts';
import { saveOrganisation, saveSpeaker } from '../../server/speakers/queries.ts';
import type { TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/minutes.ts';

type App = Pick<TestApp, 'context' | 'clock'>;

/** The meeting of 16 November 2026, which has been. */
export const NOVEMBER = '2026-11-16';
export const LINE = '→ Föreningsrådet, före 19 jan: undersök hälsodag';

/** The id of the first account, or of one that is made for it. */
async function userId({ context }: App): Promise<number> {
  const user = await context.db.selectFrom('user').select('id').executeTakeFirst();
  return user!.id;
}

/** Writes one section and publishes it, or mends what is public. */
export async function publish(app: App, slug: string, ...texts: string[]): Promise<void> {
  const by = await userId(app);
  const draft = await getDraft(app.context, slug);
  const sections = texts.map((markdown, index) => ({
    id: draft.number ? (draft.content.sections[index]?.id ?? '') : '',
    heading: `Avsnitt ${index + 1}`,
    level: 1 as const,
    kind: 'text' as const,
    speakers: [],
    markdown,
  }));
  const typed = { summary: 'Kort.', sections, upcomingText: '', closing: '', unplaced: '' };
  const form = { base: draft.number, whole: true, note: '', typed };
  await saveMinutes(app.context, slug, form, { verb: 'save', index: 0 }, by);
  const { number, meeting } = await getDraft(app.context, slug);
  if (meeting.has_minutes) await mendMinutes(app.context, slug, { number, correction: '' }, by);
  else await publishMinutes(app.context, slug, number, by);
}

export const meetingOn = (app: App, date: string, more: Partial<Parameters<typeof makeMeeting>[1]> = {}) =>
  makeMeeting(app.context, { date, ...more });

export function addFollowUp(app: App, followUp: Partial<NewFollowUp> = {}): Promise<number> {
  const at = app.clock.now;
  return transaction(app.context, (trx) =>
    insertFollowUp(trx, { what: 'undersök hälsodag', shown_at: at, created_at: at, ...followUp }),
  );
}

/** In the register, with an address. */
export async function addOrganisation(app: App, name: string, email: string | null): Promise<number> {
  return transaction(app.context, async (trx) => {
    const id = await saveOrganisation(trx, name, app.clock.now);
    await trx.updateTable('organisation').set({ email }).where('id', '=', id).execute();
    return id;
  });
}

export async function addPerson(app: App, name: string, email: string | null): Promise<number> {
  return transaction(app.context, async (trx) => {
    const id = await saveSpeaker(trx, { name, role: null, organisation: null }, app.clock.now);
    await trx.updateTable('speaker').set({ email }).where('id', '=', id).execute();
    return id;
  });
}

export async function linkOf({ context }: App, id: number): Promise<string> {
  const [one] = await listFollowUps(context.db, { ids: [id] });
  return `/uppfoljning/${followUpToken(context, one!)}`;
}

/** What the agenda of a meeting says about follow-ups, in order. */
export async function agendaOf({ context }: App, meetingId: number): Promise<string[]> {
  const rows = await context.db
    .selectFrom('agenda_item')
    .select('title')
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ title }) => title);
}
