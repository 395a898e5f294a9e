import { afterEach, beforeEach, expect, it } from 'vitest';
import { getMeeting } from '../../server/meetings/queries.ts';
import type { TestApp } from '../support/app.ts';
import { HELD, LATER, NEXT, closingForm, itemIn, itemsOf, startAfterMeeting } from '../support/carry-over.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startAfterMeeting();
});
afterEach(() => app.close());

const AT = `/admin/moten/${HELD}/avslut`;
const idOf = async (title: string, slug = HELD) => (await itemIn(app, slug, title))!.id;
async function close(change: Record<string, string> = {}) {
  const answer = await app.post(AT, await closingForm(app, change));
  return { ...answer, location: answer.headers.get('location') };
}

it('lets a postponed talk reappear on the next agenda, each end leading to the other', async () => {
  const [talk, bike] = [await idOf('Läxhjälp'), await idOf('Cykelbanan')];
  const form = await closingForm(app, { [`item-${bike}`]: 'done', [`reason-${talk}`]: 'sjukdom' });
  expect(form[`item-${talk}`]).toBe('next');
  expect((await app.get(`/moten/${HELD}`)).text).not.toContain('Skjuts upp');
  const answer = await app.post(AT, form);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, AT]);
  expect(await itemsOf(app, HELD)).toEqual([
    'Välkommen done',
    'Läxhjälp postponed moved (sjukdom)',
    'Cykelbanan done',
    'Övriga frågor done',
  ]);
  expect(await itemsOf(app, NEXT)).toEqual([
    'Välkommen planned',
    'Läxhjälp planned',
    'Övriga frågor planned',
  ]);
  const copy = (await itemIn(app, NEXT, 'Läxhjälp'))!;
  expect([copy.carried_from_id, copy.kind, copy.planned_minutes]).toEqual([talk, 'talk', 30]);
  expect(
    copy.speakers.map(({ name, role, organisation, answer: said }) => [name, role, organisation, said]),
  ).toEqual([
    ['Ebba Provén', 'rektor', 'Exempelskolan', 'waiting'],
    ['Olle Nejd', null, 'Fritidsgården', 'waiting'],
  ]);
  expect((await getMeeting(app.context.db, HELD)).state).toBe('held');
  expect((await app.get(`/moten/${HELD}`)).text).toContain(
    `Skjuts upp till <a href="/moten/${NEXT}">mötet 21 december 2026</a> (sjukdom)`,
  );
  expect((await app.get(`/moten/${NEXT}`)).text).toContain(
    `Uppskjuten från <a href="/moten/${HELD}">mötet 16 november 2026</a>`,
  );
  const closed = (await app.get(AT)).text;
  expect(closed).toContain('<h1>Mötet är avslutat</h1>');
  expect(closed).toContain('Inbjudan till mötet 21 december 2026 är redan gjord.');
  expect(closed).toContain(`href="/admin/moten/${HELD}/anteckningar">Skriv minnesanteckningar`);
});

it('tells machines the same', async () => {
  const talk = await idOf('Läxhjälp');
  await close({ [`reason-${talk}`]: 'sjukdom', [`item-${await idOf('Cykelbanan')}`]: 'done' });
  const agenda = async (slug: string) =>
    (JSON.parse((await app.get(`/moten/${slug}.json`)).text) as { agenda: Record<string, unknown>[] }).agenda;
  expect((await agenda(HELD))[1]).toMatchObject({
    state: 'postponed',
    postponed: {
      outcome: 'moved',
      reason: 'sjukdom',
      to: { date: NEXT, url: `${app.baseUrl}/moten/${NEXT}` },
    },
  });
  expect((await agenda(NEXT))[1]).toMatchObject({
    title: 'Läxhjälp',
    postponedFrom: { date: HELD, url: `${app.baseUrl}/moten/${HELD}` },
  });
  expect(Object.keys((await agenda(NEXT))[0]!)).toEqual(['title', 'kind', 'state', 'speakers']);
  expect((await app.get(`/moten/${HELD}.md`)).text).toContain(
    `- Läxhjälp; Ebba Provén, rektor, Exempelskolan. Skjuts upp till [mötet 21 december 2026](${app.baseUrl}/moten/${NEXT}) (sjukdom)\n`,
  );
  expect((await app.get(`/moten/${NEXT}.md`)).text).toContain(
    `- Läxhjälp. Uppskjuten från [mötet 16 november 2026](${app.baseUrl}/moten/${HELD})\n`,
  );
  const open = JSON.parse((await app.get('/data/moten.json')).text) as {
    meetings: { date: string; agenda: { postponed?: unknown }[] }[];
  };
  const told = open.meetings.flatMap(({ agenda: items }) => items).filter(({ postponed }) => postponed);
  expect(told).toHaveLength(1);
});

it('follows a meeting that moves, and says when it is cancelled', async () => {
  await close();
  await app.post(`/admin/moten/${NEXT}/datum`, { date: '2026-12-14' });
  expect((await app.get(`/moten/${HELD}`)).text).toContain(
    'Skjuts upp till <a href="/moten/2026-12-14">mötet 14 december 2026</a>',
  );
  await app.post('/admin/moten/2026-12-14/installt', { reason: 'Snöstorm' });
  expect((await app.get(`/moten/${HELD}`)).text).toContain('mötet 14 december 2026</a>, som är inställt');
});

it('takes every choice in one form', async () => {
  const [talk, bike] = [await idOf('Läxhjälp'), await idOf('Cykelbanan')];
  const later = (await getMeeting(app.context.db, LATER)).id;
  await close({
    [`item-${talk}`]: 'meeting',
    [`meeting-${talk}`]: String(later),
    [`item-${bike}`]: 'dropped',
    [`reason-${bike}`]: 'vägen är byggd',
  });
  expect(await itemsOf(app, LATER)).toEqual([
    'Välkommen planned',
    'Läxhjälp planned',
    'Övriga frågor planned',
  ]);
  expect(await itemsOf(app, NEXT)).toEqual(['Välkommen planned', 'Övriga frågor planned']);
  expect((await app.get(`/moten/${HELD}`)).text).toContain('Utgick (vägen är byggd)');
});

it('parks in the backlog, and says so', async () => {
  await close({
    [`item-${await idOf('Läxhjälp')}`]: 'backlog',
    [`item-${await idOf('Cykelbanan')}`]: 'done',
  });
  expect((await itemsOf(app, HELD))[1]).toBe('Läxhjälp postponed backlog');
  expect((await app.get(`/moten/${HELD}`)).text).toContain('Väntar på ett nytt möte');
});

it('closes all as done with one button, without the answers that stand in the form', async () => {
  expect((await close({ all: 'done' })).location).toBe(AT);
  expect((await itemsOf(app, HELD)).every((text) => text.endsWith(' done'))).toBe(true);
  expect(await itemsOf(app, NEXT)).toHaveLength(2);
});

it('asks again beside the field, keeps what was typed, and does nothing by halves', async () => {
  const [talk, bike] = [await idOf('Läxhjälp'), await idOf('Cykelbanan')];
  const before = app.bytes();
  const answer = await close({
    [`item-${talk}`]: 'meeting',
    [`reason-${talk}`]: 'sjukdom',
    [`item-${bike}`]: 'dropped',
  });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('2 saker behöver rättas');
  expect(answer.text).toContain('Välj vilket möte ”Läxhjälp” flyttas till.');
  expect(answer.text).toContain('Skriv varför ”Cykelbanan” utgår. Ett ord räcker.');
  expect(answer.text).toMatch(new RegExp(`name="reason-${talk}" type="text" value="sjukdom"`));
  expect(answer.text).toMatch(new RegExp(`name="item-${bike}" value="dropped" checked`));
  const empty = await app.post(AT, { next: '' });
  expect([empty.status, empty.text.includes('Välj vad som händer med ”Läxhjälp”.')]).toEqual([422, true]);
  expect(app.bytes().equals(before)).toBe(true);
});

it('refuses kindly before the meeting, and for a page that is read', async () => {
  const early = await app.get(`/admin/moten/${NEXT}/avslut`);
  expect([early.status, early.text.includes('Mötet har inte varit än.')]).toEqual([409, true]);
  expect((await app.post(`/admin/moten/${NEXT}/avslut`)).status).toBe(409);
  expect((await app.get('/admin/moten/1999-01-01/avslut')).status).toBe(404);
  expect((await app.get(`${AT}/999`)).status).toBe(404);
  const before = app.bytes();
  await app.get(AT);
  await app.get(`${AT}/${await idOf('Läxhjälp')}`);
  expect(app.bytes().equals(before)).toBe(true);
});

it('says that there is no coming meeting, and loses nothing', async () => {
  await app.close();
  app = await startAfterMeeting(undefined, []);
  const page = (await app.get(AT)).text;
  expect(page).toContain('Det finns inget kommande möte.');
  expect(page).toContain('href="/admin/moten/nytt"');
  const talk = await idOf('Läxhjälp');
  const sent = await app.post(AT, { ...(await closingForm(app)), [`item-${talk}`]: 'next' });
  expect([sent.status, sent.text.includes('Det finns inget kommande möte längre.')]).toEqual([422, true]);
  expect((await close()).location).toBe(AT);
  expect((await itemsOf(app, HELD)).slice(1, 3)).toEqual([
    'Läxhjälp postponed backlog',
    'Cykelbanan postponed backlog',
  ]);
});

it.each([0, 1, 60])('closes a meeting with %i items', async (count) => {
  await app.close();
  const items = Array.from({ length: count }, (_, index) => ({
    title: `Punkt ${index}`,
    kind: 'talk' as const,
  }));
  app = await startAfterMeeting(items);
  expect((await app.get(AT)).status).toBe(200);
  const began = performance.now();
  expect((await close()).location).toBe(AT);
  expect(performance.now() - began).toBeLessThan(3000);
  const carried = (await itemsOf(app, NEXT)).slice(1, -1);
  expect(carried).toEqual(items.map(({ title }) => `${title} planned`));
  expect((await getMeeting(app.context.db, HELD)).state).toBe('held');
});
