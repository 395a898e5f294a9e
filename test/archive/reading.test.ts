import { afterEach, beforeEach, expect, it } from 'vitest';
import { referenceText } from '../../server/archive/reference.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { aSection, publish } from '../support/archive.ts';
import { makeMeeting } from '../support/minutes.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

async function held(date: string, markdown: string, more: object = {}) {
  const { id } = await makeMeeting(app.context, { date, theme: 'Skolan', ...more });
  await publish(app.context, id, { summary: `Kort ${date}.`, sections: [aSection({ markdown })] });
  return id;
}
const dataOf = async (path: string) => {
  const { text } = await app.get(path);
  const json = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(text)![1]!;
  return JSON.parse(json) as Record<string, unknown>;
};

it('tells how to refer to the text and to each section', async () => {
  await held('2026-10-19', 'Den växer.');
  const { text } = await app.get('/moten/2026-10-19');
  const cited = {
    groupName: 'Gemensam utvecklingsgrupp',
    date: '2026-10-19',
    url: `${app.context.config.baseUrl}/moten/2026-10-19`,
  };
  expect(referenceText(cited)).toBe(
    `Gemensam utvecklingsgrupp, minnesanteckningar 19 oktober 2026, ${cited.url}`,
  );
  expect(text).toContain(`readonly value="${referenceText(cited)}"`);
  const { id, heading } = aSection();
  expect(text).toContain(
    `<input id="hanvisning-${id}" type="text" readonly value="${referenceText(cited, { id, heading })}">`,
  );
  expect(referenceText(cited, { id, heading: 'Om ”vi” och "ni"' })).toContain('avsnittet ”Om ’vi’ och ’ni’”');
  expect(text).toContain(`<a class="to-section" href="#${id}" aria-label="Länk till avsnittet ${heading}">`);
});

it('has a list of contents for long minutes only', async () => {
  const sections = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      aSection({ id: `avsnitt-${index + 1}`, heading: `<${index}> & ”så”` }),
    );
  for (const [date, count] of [
    ['2026-10-19', 3],
    ['2026-09-21', 4],
  ] as const) {
    const { id } = await makeMeeting(app.context, { date, theme: 'Skolan' });
    await publish(app.context, id, { sections: sections(count) });
    const { text } = await app.get(`/moten/${date}`);
    expect(text.match(/<nav[^>]* aria-label="Innehåll">/g) ?? []).toHaveLength(count === 3 ? 0 : 2);
    expect(text.match(/<li><a href="#avsnitt-4">&lt;3&gt; &amp; ”så”<\/a>/g) ?? []).toHaveLength(
      count === 3 ? 0 : 2,
    );
  }
});

it('gathers all that was said about a theme, oldest first, and nothing that is not public', async () => {
  await held('2026-10-19', 'Det senare.');
  await held('2026-09-21', 'Det första.');
  const { id } = await makeMeeting(app.context, { date: '2026-08-17', theme: 'Skolan' });
  await publish(app.context, id, { sections: [aSection({ markdown: 'HEMLIGT' })] });
  await app.signIn();
  await app.post('/admin/moten/2026-08-17/avpublicering', { reason: 'fel' });
  const { text } = await app.get('/teman/skolan/allt');
  expect(text).toContain('2 möten, äldst först.');
  expect(text.indexOf('Det första.')).toBeGreaterThan(0);
  expect(text.indexOf('Det senare.')).toBeGreaterThan(text.indexOf('Det första.'));
  expect(text).not.toContain('HEMLIGT');
  expect([...text.matchAll(/ id="([^"]+)"/g)].map(([, one]) => one)).toEqual([
    'innehall',
    '2026-09-21',
    '2026-10-19',
  ]);
  const md = (await app.get('/teman/skolan/allt.md')).text;
  expect(md.match(/^# Skolan$/gm)).toHaveLength(2);
  expect(md).not.toContain('HEMLIGT');
  expect((await app.get('/teman/skolan')).text).toContain('href="/teman/skolan/allt"');
});

it('has a page for a theme without minutes, and none for a theme that is not there', async () => {
  await makeMeeting(app.context, { date: '2026-12-21', theme: 'Trygghet' });
  expect((await app.get('/teman/trygghet/allt')).text).toContain(
    'Det finns inga minnesanteckningar om temat än.',
  );
  expect((await app.get('/teman/finns-inte/allt')).status).toBe(404);
});

it('describes every field of the open data, and no other', async () => {
  await makeMeeting(app.context, { date: '2026-12-21', theme: 'Skolan' });
  const read = async (path: string) => JSON.parse((await app.get(path)).text) as Record<string, unknown>;
  const [data, schema] = [await read('/data/moten.json'), await read('/data/schema.json')];
  const { properties } = schema as {
    properties: { meetings: { items: { properties: Record<string, { type: string | string[] }> } } };
  };
  const [meeting] = data['meetings'] as Record<string, unknown>[];
  const described = properties.meetings.items.properties;
  expect(Object.keys(data).sort()).toEqual(Object.keys(properties).sort());
  expect(Object.keys(meeting!).sort()).toEqual(Object.keys(described).sort());
  const typeOf = (value: unknown) =>
    value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const wrong = Object.entries(meeting!).filter(
    ([name, value]) => ![described[name]!.type].flat().includes(typeOf(value)),
  );
  expect(wrong).toEqual([]);
  const columns = (await app.get('/data/moten.csv')).text
    .replace('\ufeff', '')
    .split(/\r?\n/)[0]!
    .split(';')
    .map((name) => name.replaceAll('"', ''));
  const { text } = await app.get('/data');
  for (const name of [...Object.keys(meeting!), ...columns])
    expect(text).toContain(`<dt><code>${name}</code></dt>`);
});

it('is an event for machines: when, where, how, and what it was before it moved', async () => {
  const place = {
    place: 'Sal A',
    online: 'https://example.org/mote',
    start_time: '13:30',
    end_time: '15:30',
  };
  await makeMeeting(app.context, { date: '2026-12-21', theme: 'Om </script> & annat', ...place });
  expect(await dataOf('/moten/2026-12-21')).toMatchObject({
    '@type': 'Event',
    name: 'Gemensam utvecklingsgrupp: Om </script> & annat',
    startDate: '2026-12-21T12:30:00.000Z',
    endDate: '2026-12-21T14:30:00.000Z',
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
    location: [
      { '@type': 'Place', name: 'Sal A' },
      { '@type': 'VirtualLocation', url: 'https://example.org/mote' },
    ],
    organizer: { '@type': 'Organization', name: 'Gemensam utvecklingsgrupp' },
  });
  await app.signIn();
  await app.post('/admin/moten/2026-12-21/datum', { do: 'move', verb: 'move', date: '2026-12-28' });
  expect(await dataOf('/moten/2026-12-28')).toMatchObject({
    previousStartDate: '2026-12-21',
    eventStatus: 'https://schema.org/EventRescheduled',
  });
});
