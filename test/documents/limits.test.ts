import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { PDF, jpegOf, upload } from '../support/files.ts';
import { addTalk, pathOf } from '../support/invitations.ts';
import { addMeeting } from '../support/mail.ts';

let app: TestApp;
let path: string;
let talk: { id: number };
const files = () => app.context.db.selectFrom('document').selectAll().execute();
beforeEach(async () => {
  app = await startApp();
  await addMeeting(app.context);
  talk = await addTalk(app, 1);
  path = `${await pathOf(app, talk.id)}/material`;
});
afterEach(() => app.close());

it('takes nothing for a cancelled meeting, but lets the speaker take files back', async () => {
  await upload(app, path, { bytes: PDF, kind: 'slides' });
  await app.context.db.updateTable('meeting').set({ state: 'cancelled' }).execute();
  const answer = await upload(app, path, { bytes: PDF, kind: 'slides' });
  expect([answer.status, answer.text.includes('Mötet är inställt.'), (await files()).length]).toEqual([
    409,
    true,
    1,
  ]);
  const { status, text } = await app.get(path);
  expect([status, text.includes('Mötet är inställt.'), text.includes('Lämna filen')]).toEqual([
    200,
    true,
    false,
  ]);
  expect((await app.post(`${path}/1/borttagning`)).status).toBe(303);
  expect(await files()).toEqual([]);
});

it('keeps at most 100 megabytes of one meeting, and lets a photo take the place of another', async () => {
  const others = await addTalk(app, 1, { title: 'Annat', name: 'Olle Nejd' });
  const photo = jpegOf();
  await upload(app, path, { bytes: photo, kind: 'photo', name: 'a.jpg' });
  const [{ bytes } = { bytes: 0 }] = await files();
  const left = (bytes: number) => {
    const row = { title: 'Stor', kind: 'slides', dated_on: null, url: null, file_name: null };
    const of = { media_type: null, meeting_id: 1, agenda_speaker_id: others.id, created_at: app.clock.now };
    return app.context.db
      .insertInto('document')
      .values({ ...row, ...of, bytes })
      .execute();
  };
  await left(100_000_000 - bytes!);
  const full = await upload(app, path, { bytes: PDF, kind: 'slides', title: 'Kvar i fältet' });
  expect(full.status).toBe(422);
  expect(full.text).toContain('id="f-file-error">Materialet till mötet får högst ta 100 megabyte');
  expect(full.text).toContain('value="Kvar i fältet"');
  expect((await upload(app, path, { bytes: photo, kind: 'photo', name: 'b.jpg' })).status).toBe(303);
  expect((await files()).map(({ file_name }) => file_name)).toEqual([null, 'b.jpg']);
});

it('tells the secretary which material nobody else sees', async () => {
  await app.signIn();
  await upload(app, path, { bytes: PDF, kind: 'slides' });
  const tagged = async () => (await app.get('/admin/moten/2026-12-21')).text.includes('>Visas inte</span>');
  const say = (given: 0 | 1) =>
    app.context.db
      .insertInto('consent')
      .values({ agenda_speaker_id: talk.id, kind: 'material', given, at: app.clock.now })
      .onConflict((conflict) => conflict.columns(['agenda_speaker_id', 'kind']).doUpdateSet({ given }))
      .execute();
  expect(await tagged()).toBe(true);
  await say(1);
  expect(await tagged()).toBe(false);
  await say(0);
  expect(await tagged()).toBe(true);
});
