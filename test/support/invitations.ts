import { insertItem } from '../../server/agenda/queries.ts';
import { transaction } from '../../server/context.ts';
import { invitationToken } from '../../server/invitations/invitation-link.ts';
import { getMeetingById } from '../../server/meetings/queries.ts';
import type { TestApp } from './app.ts';

type App = Pick<TestApp, 'context'>;

/** An item with one person on the agenda of the meeting, whose address the register knows. */
export async function addTalk(
  { context }: App,
  meetingId: number,
  { title = 'Skolan i området', email = 'ebba@example.org' as string | null, name = 'Ebba Provén' } = {},
): Promise<{ id: number; itemId: number; speakerId: number }> {
  return transaction(context, async (trx) => {
    const speaker = { name, role: 'rektor', organisation: 'Exempelskolan', answer: 'waiting' as const };
    const itemId = await insertItem(
      trx,
      meetingId,
      { title, kind: 'talk', speakers: [speaker] },
      context.now(),
    );
    const row = await trx
      .selectFrom('agenda_speaker')
      .select(['id', 'speaker_id'])
      .where('agenda_item_id', '=', itemId)
      .executeTakeFirstOrThrow();
    await trx.updateTable('speaker').set({ email }).where('id', '=', row.speaker_id).execute();
    return { id: row.id, itemId, speakerId: row.speaker_id };
  });
}

export async function pathOf({ context }: App, id: number): Promise<string> {
  return `/medverkan/${invitationToken(context, await appearanceOf({ context }, id))}`;
}

export function appearanceOf({ context }: App, id: number) {
  return context.db.selectFrom('agenda_speaker').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** As the form of the page would send it, with `fields` in place. */
export async function reply(
  app: TestApp,
  id: number,
  answer: 'ja' | 'nej' | 'annan-dag',
  fields: Record<string, string | string[]> = {},
) {
  const row = await appearanceOf(app, id);
  const item = await app.context.db
    .selectFrom('agenda_item')
    .select('meeting_id')
    .where('id', '=', row.agenda_item_id)
    .executeTakeFirstOrThrow();
  const { date } = await getMeetingById(app.context.db, item.meeting_id);
  const { name, role, organisation } = row;
  const stored = { name, role: role ?? '', organisation: organisation ?? '', message: row.message };
  return app.post(await pathOf(app, id), { date, answer, ...stored, ...fields });
}
