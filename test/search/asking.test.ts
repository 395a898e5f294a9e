import { afterEach, beforeEach, expect, it } from 'vitest';
import { nearestWord } from '../../server/search/misspelling.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/minutes.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  for (const date of ['2025-10-20', '2026-10-19', '2026-11-16'])
    await makeMeeting(app.context, { date, theme: 'Trygg stad', announced_at: app.clock.now });
});
afterEach(() => app.close());

const ask = async (query: string) => (await app.get(`/sok?${query}`)).text;
const addresses = (text: string) =>
  [...text.matchAll(/<h2><a href="([^"]*)"/g)].map(([, address]) => address);

it.each([
  ['2026', ['/moten/2026-11-16', '/moten/2026-10-19']],
  ['oktober 2025', ['/moten/2025-10-20']],
  ['oktober', ['/moten/2026-10-19', '/moten/2025-10-20']],
  ['måndag 16 november', ['/moten/2026-11-16']],
  ['2019', []],
  ['oktober 2025 badhus', []],
])('answers %j with the meetings of that time', async (query, expected) => {
  expect(addresses(await ask(`q=${encodeURIComponent(query)}`))).toEqual(expected);
});

it('keeps the filters when it answers with the meetings of a time', async () => {
  expect(addresses(await ask('q=oktober&ar=2025'))).toEqual(['/moten/2025-10-20']);
  expect(addresses(await ask('q=oktober&typ=tema'))).toEqual([]);
});

it('lets each filter be taken away by itself, also when nothing is found', async () => {
  const links = (text: string) =>
    [
      ...text.matchAll(
        /<a class="tag" href="([^"]*)"><span class="visually-hidden">Ta bort avgränsningen <\/span>([^<]*) </g,
      ),
    ].map(([, address, name]) => [address, name]);
  const of = (rest: string) => `/sok?q=stad${rest}`;
  const expected = [
    [of('&amp;ar=2026&amp;tema=trygg-stad'), 'Möten'],
    [of('&amp;tema=trygg-stad&amp;typ=mote'), '2026'],
    [of('&amp;ar=2026&amp;typ=mote'), 'Trygg stad'],
  ];
  const text = await ask('q=stad&ar=2026&tema=trygg-stad&typ=mote');
  expect([addresses(text).length, links(text)]).toEqual([2, expected]);
  expect(links(await ask('q=badhus&ar=2026&organisation=finns-inte'))).toEqual([
    ['/sok?q=badhus&amp;organisation=finns-inte', '2026'],
    ['/sok?q=badhus&amp;ar=2026', 'finns-inte'],
  ]);
  expect(await ask('q=stad')).not.toContain('Ta bort avgränsningen');
});

it.each([
  ['tryghet', 'tryggheten'],
  ['bibloteket', 'biblioteket'],
  ['katt', undefined],
  ['2025', undefined],
])('finds for %s the word with an ending that is near', (word, near) => {
  const candidates = ['tryggheten', 'biblioteket', 'kattegatt', '2015'].map((one) => ({
    word: one,
    texts: 1,
    plain: 1,
  }));
  expect(nearestWord(word, candidates)).toBe(near);
});

it('mends a word with an accent too, and offers the words that are found by themselves', async () => {
  await makeMeeting(app.context, { date: '2026-12-21', theme: 'Språkkafé', announced_at: app.clock.now });
  expect(await ask(`q=${encodeURIComponent('språkcafé')}`)).toMatch(
    /Menade du <a href="[^"]*">[Ss]pråkkafe<\/a>/,
  );
  const text = await ask(`q=${encodeURIComponent('stad badhusen "trygg stad" <b>')}&ar=2026`);
  const offered = /Sök på ett av orden: (.*)<\/p>/.exec(text)?.[1];
  expect([...(offered ?? '').matchAll(/href="([^"]*)">([^<]*)</g)].map(([, to, word]) => [to, word])).toEqual(
    [
      ['/sok?q=stad&amp;ar=2026', 'stad'],
      ['/sok?q=%22trygg+stad%22&amp;ar=2026', '&#34;trygg stad&#34;'],
    ],
  );
  for (const query of ['stad', 'badhusen', 'badhus simhall'])
    expect([query, (await ask(`q=${query}`)).includes('Sök på ett av orden')]).toEqual([query, false]);
});
