import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { insertMaterial } from '../../server/documents/queries.ts';
import { setAnswer } from '../../server/agenda/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { allow } from '../support/consents.ts';
import { addTalk } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';

let app: TestApp;
let slug: string;
let talk: Awaited<ReturnType<typeof addTalk>>;
beforeEach(async () => {
  app = await startApp();
  const at = await makeMeeting(app, { dates: ['2026-12-21'], announced_at: '2026-11-20T08:00:00.000Z' });
  slug = at.slug;
  talk = await addTalk(app, at.id, { name: 'Kanariefågel Undulatsson' });
  await transaction(app.context, async (trx) => {
    await setAnswer(trx, talk.id, 'yes');
    const whose = { meeting_id: at.id, agenda_speaker_id: talk.id, created_at: app.clock.now };
    const photo = { title: 'Foto', kind: 'photo', file_name: 'jag.png', media_type: 'image/png' } as const;
    const slides = {
      title: 'Bilder om skolan',
      kind: 'slides',
      file_name: 'bilder.pdf',
      media_type: 'application/pdf',
    } as const;
    await insertMaterial(trx, { ...photo, ...whose }, Buffer.from('png'));
    await insertMaterial(trx, { ...slides, ...whose }, Buffer.from('pdf'));
  });
});
afterEach(() => app.close());

/** What everybody sees of photo and slides: in the page, and as files. */
async function seen() {
  const { text } = await app.get(`/moten/${slug}`);
  const files = await Promise.all([1, 2].map(async (id) => (await app.get(`/underlag/${id}`)).status));
  return { photo: text.includes('/underlag/1'), slides: text.includes('Bilder om skolan'), files };
}
const NOTHING = { photo: false, slides: false, files: [404, 404] };

it('shows photo and material only as long as each is allowed', async () => {
  expect(await seen()).toEqual(NOTHING);
  await allow(app, talk.id, 'namn', 'foto', 'material');
  expect(await seen()).toEqual({ photo: true, slides: true, files: [200, 200] });
  expect((await app.get(`/moten/${slug}`)).text).toContain('alt="Foto av Kanariefågel Undulatsson"');
  await allow(app, talk.id, 'namn', 'material');
  expect(await seen()).toEqual({ photo: false, slides: true, files: [404, 200] });
  await allow(app, talk.id, 'namn', 'foto');
  expect(await seen()).toEqual({ photo: true, slides: false, files: [200, 404] });
  await allow(app, talk.id);
  expect(await seen()).toEqual(NOTHING);
});

it('says no name beside material that is allowed without it', async () => {
  await allow(app, talk.id, 'foto', 'material');
  const { text } = await app.get(`/moten/${slug}`);
  expect([text.includes('Foto av en medverkande'), text.includes('Undulatsson')]).toEqual([true, false]);
  expect((await seen()).files).toEqual([200, 200]);
});
