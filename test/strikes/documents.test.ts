import { afterEach, beforeEach, expect, it } from 'vitest';
import { docxOf, sendDocument } from '../support/documents.ts';
import { makeMeeting } from '../support/minutes.ts';
import { PATH, SLUG, startOnFile, strike, type FileApp } from './support.ts';

const PHRASE = 'Kanariefågeln är sjukskriven för hjärtflimmer';
let at: FileApp;
beforeEach(async () => {
  at = await startOnFile();
  const one = await makeMeeting(at.app.context, { date: SLUG, theme: 'Skolan' });
  const other = await makeMeeting(at.app.context, { date: '2026-11-16', theme: 'Hälsan' });
  const bytes = docxOf(['Först.', PHRASE, 'Sedan.']);
  for (const meetings of [[one], [one, other]]) {
    const fields = {
      title: `Rapport ${PHRASE}`,
      source: PHRASE,
      meetings: meetings.map(({ id }) => String(id)),
    };
    await sendDocument(at.app, '/admin/underlag', fields, { bytes, name: `${PHRASE}.docx` });
  }
});
afterEach(() => at.close());

const rows = () =>
  at.app.context.db.selectFrom('document').select(['title', 'source', 'file_name', 'text']).execute();
const searched = async () =>
  (await at.app.get('/sok?q=hj%C3%A4rtflimmer')).text.match(/href="\/underlag\/\d+"/g);

it('strikes the words of a document, and says that its file still has them', async () => {
  const asked = { text: PHRASE, reason: 'asked' };
  const review = (await at.app.post(`${PATH}/granskning`, asked)).text;
  expect(review).toContain('Texten ur ett underlag');
  expect(review).toContain('En fil bland underlagen. Ta bort den och be om en ny');
  expect((await strike(at.app, asked)).status).toBe(303);
  const [own, shared] = await rows();
  expect(Object.values(own!).filter((text) => text?.includes('hjärtflimmer'))).toEqual([]);
  expect(own!.text).toContain('Sedan.');
  expect(Object.values(shared!).filter((text) => !text?.includes('hjärtflimmer'))).toEqual([]);
  expect(await searched()).toEqual(['href="/underlag/2"']);
  expect((await strike(at.app, { ...asked, elsewhere: '1' })).status).toBe(303);
  expect(await searched()).toBe(null);
});
