import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { EMPTY_MINUTES, type MinutesSection } from '../../server/minutes/minutes.ts';
import { ownSections } from '../../server/minutes/own-section.ts';
import { publishMinutes, withdrawMinutes } from '../../server/minutes/publishing-actions.ts';
import { insertRevision } from '../../server/minutes/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { addTalk, appearanceOf, pathOf } from '../support/invitations.ts';
import { makeMeeting } from '../support/meetings.ts';
import { register } from '../support/minutes.ts';

const aSection = (id: string, heading: string, names: string[], markdown = ''): MinutesSection => ({
  id,
  heading,
  level: 1,
  kind: 'talk',
  speakers: names.map((name) => ({ name, role: null, organisation: null })),
  markdown,
});

it.each([
  ['by the name, in each section', ['Ebba Provén'], 'Något', ['avsnitt-1', 'avsnitt-3']],
  ['whatever the case and spaces', ['ebba  provén'], 'Något', ['avsnitt-1', 'avsnitt-3']],
  ['by an earlier name', ['Ebba P.', 'Bo Kvar'], 'Något', ['avsnitt-2']],
  ['else by the title of the item', ['Okänd Person'], 'cykelbanan', ['avsnitt-4']],
  ['else not at all', ['Okänd Person'], 'Något', []],
])('finds the own sections %s', (_what, names, title, ids) => {
  const sections = [
    aSection('avsnitt-1', 'Läxhjälp', ['Ebba Provén']),
    aSection('avsnitt-2', 'Skolan', ['Bo Kvar']),
    aSection('avsnitt-3', 'Mer', ['Bo Annan', 'Ebba Provén']),
    aSection('avsnitt-4', 'Cykelbanan', []),
    aSection('avsnitt-5', '', []),
  ];
  expect(ownSections({ sections }, { names, title }).map(({ id }) => id)).toEqual(ids);
});

let app: TestApp;
let at: { id: number; slug: string };
let talk: Awaited<ReturnType<typeof addTalk>>;
let path: string;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  at = await makeMeeting(app, { dates: ['2026-11-16'] });
  talk = await addTalk(app, at.id, { name: 'Ebba Provén' });
  await register(app.context, 'Bo Kvar');
  path = await pathOf(app, talk.id);
});
afterEach(() => app.close());

function draft(...sections: MinutesSection[]) {
  return transaction(app.context, (trx) =>
    insertRevision(
      trx,
      at.id,
      { ...EMPTY_MINUTES, summary: 'HEMLIG SUMMERING', sections },
      { userId: null, note: '', now: app.clock.now },
    ),
  );
}
const both = () =>
  draft(
    aSection('avsnitt-1', 'Läxhjälp', ['Ebba Provén'], 'Hon sa **detta**.'),
    aSection('avsnitt-2', 'Annat', ['Bo Kvar'], 'ANDRAS TEXT'),
  );
const shows = async () => (await app.get(path)).text.includes('Din del av minnesanteckningarna');

it('shows the own section and nothing of the others, from the meeting until publication', async () => {
  expect(await shows()).toBe(false);
  await both();
  app.clock.now = '2026-11-16T12:00:00.000Z';
  expect(await shows()).toBe(false);
  app.clock.now = '2026-11-22T12:00:00.000Z';
  const before = app.bytes();
  for (const address of [path, `${path}/utkast`]) {
    const { text } = await app.get(address);
    expect(text).toContain('Hon sa <strong>detta</strong>.');
    for (const foreign of ['ANDRAS TEXT', 'Bo Kvar', 'HEMLIG']) expect(text).not.toContain(foreign);
  }
  expect(app.bytes().equals(before)).toBe(true);
  await publishMinutes(app.context, at.slug, 1, 1);
  expect((await app.get(path)).text).toContain('Läs minnesanteckningarna från mötet');
  expect((await app.get(path)).text).not.toContain('name="correction"');
  await withdrawMinutes(app.context, at.slug, 'Fel', 1);
  expect(await shows()).toBe(false);
});

it('tells the secretary who has looked, and what is to be mended', async () => {
  await both();
  const seen = async (page: string) => (await app.get(`/admin/moten/${at.slug}/${page}`)).text;
  expect(await seen('anteckningar')).not.toContain('Medverkande har läst');
  const ok = await app.post(`${path}/utkast`, { do: 'ratt' });
  expect([ok.status, ok.headers.get('location')]).toEqual([303, `${path}?klart=sett`]);
  expect((await app.get(`${path}?klart=sett`)).text).toContain('Vi har sparat att texten ser bra ut.');
  for (const page of ['anteckningar', 'publicering']) expect(await seen(page)).toContain('det ser bra ut');
  await app.post(`${path}/utkast`, { correction: 'Det var <b>tre</b> skolor.' });
  for (const page of ['anteckningar', 'publicering'])
    expect(await seen(page)).toContain('Det var &lt;b&gt;tre&lt;/b&gt; skolor.');
  for (const address of [path, `${path}/utkast`])
    expect((await app.get(address)).text).toContain('&lt;/b&gt; skolor.</textarea>');
  expect(await appearanceOf(app, talk.id)).toMatchObject({
    looked_at: app.clock.now,
    correction: 'Det var <b>tre</b> skolor.',
    corrected_at: app.clock.now,
  });
});

it.each([
  ['', 422, 'Skriv vad som ska ändras.'],
  ['x'.repeat(5001), 422, 'Texten är för lång.'],
])('refuses a correction of %.3s... and keeps what was typed', async (correction, status, words) => {
  await both();
  const answer = await app.post(`${path}/utkast`, { correction });
  expect([answer.status, answer.text.includes(words), answer.text.includes(correction)]).toEqual([
    status,
    true,
    true,
  ]);
  expect((await appearanceOf(app, talk.id)).looked_at).toBe(null);
});

it('loses nothing that is sent too late, and takes nothing by another link', async () => {
  await both();
  await publishMinutes(app.context, at.slug, 1, 1);
  const late = await app.post(`${path}/utkast`, { correction: 'Sent ord' });
  expect([late.status, late.text.includes('Sent ord')]).toEqual([409, true]);
  expect((await appearanceOf(app, talk.id)).correction).toBe('');
  for (const method of [app.get, app.post]) expect((await method(`${path}x/utkast`)).status).toBe(404);
});

it('stands fields that are missing, doubled, odd and huge', async () => {
  await both();
  const values = ['', 'x', '<%= 1 %>', '\u0000\r\nBcc: x', 'x'.repeat(1_000_000), '__proto__'];
  for (const name of ['correction', 'do'])
    for (const value of values)
      for (const sent of [value, [value, 'b']])
        expect([303, 422, 429]).toContain((await app.post(`${path}/utkast`, { [name]: sent })).status);
});
