import { afterEach, beforeEach, expect, it } from 'vitest';
import { mergeOrganisation, mergeSpeaker } from '../../server/speakers/actions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { allow } from '../support/consents.ts';
import { addTalk } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';
import { transaction } from '../../server/context.ts';
import { saveOrganisation } from '../../server/speakers/queries.ts';
import { addFollowUp } from '../follow-ups/support.ts';
import { sql } from 'kysely';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

/** "table.column" for all that points to a person or an organisation, as a foreign key or by its name. */
async function pointers(to: 'speaker' | 'organisation'): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct m.name || '.' || c.name as name from sqlite_master m, pragma_table_info(m.name) c
    where m.type = 'table' and m.sql not like 'create virtual%' and (c.name = ${`${to}_id`} or exists (
      select 1 from pragma_foreign_key_list(m.name) f where f."table" = ${to} and f."from" = c.name))
    order by 1`.execute(app.context.db);
  return rows.map(({ name }) => name);
}

async function countOf(pointer: string, id: number): Promise<number> {
  const [table, column] = pointer.split('.');
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table!)} where ${sql.ref(column!)} = ${id}`.execute(
    app.context.db,
  );
  return rows[0]!.count;
}

const mapCounts = async (names: string[], id: number) =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await countOf(name, id)] as const)));

const mail = (speaker_id: number, meeting_id: number | null, state: 'sent' | 'queued' = 'sent') =>
  transaction(app.context, (trx) =>
    trx
      .insertInto('outbox')
      .values({
        mailing_id: null,
        subscriber_id: null,
        recipient_address: 'a@example.org',
        kind: 'minutes',
        meeting_id,
        meeting_revision: 1,
        subject: 'Hej',
        message_id: `<${speaker_id}.${meeting_id}@example.org>`,
        method: null,
        state,
        not_before: app.clock.now,
        drop_after: null,
        lease_until: null,
        reason: null,
        created_at: app.clock.now,
        sent_at: null,
        speaker_id,
        response: null,
      })
      .execute(),
  );

it('gives everything that points to a person to the one who is left', async () => {
  const [first, second] = [
    await makeMeeting(app, { dates: ['2026-10-19'] }),
    await makeMeeting(app, { dates: ['2026-12-21'] }),
  ];
  const old = await addTalk(app, first.id, { name: 'Eba Provén', email: 'ebba@example.org' });
  const stays = await addTalk(app, second.id, { name: 'Ebba Provén', email: null });
  await allow(app, old.id, 'namn', 'foto');
  await allow(app, stays.id, 'material');
  await addFollowUp(app, { speaker_id: old.speakerId });
  await mail(old.speakerId, first.id);
  await mail(old.speakerId, second.id);
  await mail(stays.speakerId, second.id);
  const names = await pointers('speaker');
  expect(names).toEqual([
    'agenda_speaker.speaker_id',
    'consent_event.speaker_id',
    'follow_up.speaker_id',
    'outbox.speaker_id',
  ]);
  const before = await mapCounts(names, old.speakerId);
  expect(Object.values(before).every((count) => count > 0)).toBe(true);
  await mergeSpeaker(app.context, old.speakerId, stays.speakerId, 1);
  expect(Object.values(await mapCounts(names, old.speakerId))).toEqual([0, 0, 0, 0]);
  expect(Object.values(await mapCounts(names, stays.speakerId))).toEqual([2, 8, 1, 2]);
  expect(await app.context.db.selectFrom('speaker').select(['id', 'email']).execute()).toEqual([
    { id: stays.speakerId, email: 'ebba@example.org' },
  ]);
  const printed = await app.context.db.selectFrom('agenda_speaker').select('name').orderBy('id').execute();
  expect(printed.map(({ name }) => name)).toEqual(['Eba Provén', 'Ebba Provén']);
  const { text } = await app.get(`/admin/medverkande/personer/${stays.speakerId}`);
  for (const words of ['Foto: ja', 'Material: ja', '19 oktober 2026']) expect(text).toContain(words);
});

it('gives everything that points to an organisation to the one that is left', async () => {
  const add = (name: string) => transaction(app.context, (trx) => saveOrganisation(trx, name, app.clock.now));
  const [old, stays] = [await add('Föreningsradet'), await add('Föreningsrådet')];
  const { id } = await makeMeeting(app, { dates: ['2026-10-19'] });
  const followUp = await addFollowUp(app, { organisation_id: old });
  await transaction(app.context, async (trx) => {
    await trx
      .insertInto('speaker')
      .values({ name: 'Bo', role: null, organisation_id: old, created_at: app.clock.now, email: null })
      .execute();
    await trx.insertInto('minutes').values({ meeting_id: id, latest_revision_id: null }).execute();
    await trx.insertInto('minutes_organisation').values({ meeting_id: id, organisation_id: old }).execute();
    await trx
      .insertInto('follow_up_organisation')
      .values({ follow_up_id: followUp, organisation_id: old })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx.updateTable('organisation').set({ email: 'radet@example.org' }).where('id', '=', old).execute();
  });
  const names = await pointers('organisation');
  expect(names).toEqual([
    'follow_up.organisation_id',
    'follow_up_organisation.organisation_id',
    'minutes_organisation.organisation_id',
    'speaker.organisation_id',
  ]);
  expect(Object.values(await mapCounts(names, old))).toEqual([1, 1, 1, 1]);
  await mergeOrganisation(app.context, old, stays, 1);
  expect(Object.values(await mapCounts(names, old))).toEqual([0, 0, 0, 0]);
  expect(Object.values(await mapCounts(names, stays))).toEqual([1, 1, 1, 1]);
  expect(await app.context.db.selectFrom('organisation').select(['id', 'email']).execute()).toEqual([
    { id: stays, email: 'radet@example.org' },
  ]);
});

it('offers to merge doubles in one click, keeping either', async () => {
  const { id: meetingId } = await makeMeeting(app, { dates: ['2026-12-21'] });
  const one = await addTalk(app, meetingId, { name: 'Ebba Provén' });
  const other = await addTalk(app, meetingId, { name: 'Ebba Proven' });
  await addTalk(app, meetingId, { name: 'Olle Nejd' });
  const { text } = await app.get('/admin/medverkande');
  const offered = [...text.matchAll(/personer\/(\d+)\/sammanslagning"><input[^>]*value="(\d+)"/g)];
  expect(offered.map(([, from, to]) => [Number(from), Number(to)]).sort((a, b) => a[0]! - b[0]!)).toEqual([
    [one.speakerId, other.speakerId],
    [other.speakerId, one.speakerId],
  ]);
  await app.post(`/admin/medverkande/personer/${other.speakerId}/sammanslagning`, { to: `${one.speakerId}` });
  expect((await app.get('/admin/medverkande')).text).not.toContain('Samma person?');
});

it.each([
  ['name', 'Ebba ebba@example.org'],
  ['role', 'rektor, 070-123 45 67'],
  ['organisation', 'Skolan (at) example.org'],
])('refuses an address or a number in %s', async (field, value) => {
  const { id: meetingId } = await makeMeeting(app, { dates: ['2026-12-21'] });
  const { speakerId } = await addTalk(app, meetingId);
  const form = { name: 'Ebba', role: 'rektor', organisation: 'Skolan', [field]: value };
  const answer = await app.post(`/admin/medverkande/personer/${speakerId}`, form);
  expect([answer.status, answer.text.includes(`href="#f-${field}"`)]).toEqual([422, true]);
});
