import { afterEach, beforeEach, expect, it } from 'vitest';
import { mendPublicRevision } from '../../server/minutes/queries.ts';
import { transaction } from '../../server/context.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { aSection, fillArchive, publish } from '../support/archive.ts';
import { plainRequest, storeMeeting } from '../support/calendar.ts';
import { formOf } from '../support/meetings.ts';

const SITE = 'https://gemensam.example.se';
const ANNOUNCED = '2026-11-20T10:00:00.000Z';
const PUBLISHED = '2026-11-21T10:00:00.000Z';
const UID = 'urn:uuid:3f0c5a4e-0000-4000-8000-00000000000';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const read = async (path: string) => (await app.get(path)).text.replaceAll(app.baseUrl, SITE);
const idsOf = async () =>
  (JSON.parse((await app.get('/feed.json')).text) as { items: { id: string }[] }).items.map(({ id }) => id);

/** One invitation and one publication, with signs that each format must escape. */
async function fill(): Promise<number> {
  await storeMeeting(app.context, {
    themes: ['Skola & <fritid>'],
    description: 'Om [skolan](https://example.org/?a=1&b=2).',
    items: ['Läxor & lek'],
    announced_at: ANNOUNCED,
  });
  const held = await storeMeeting(app.context, {
    slug: '2026-11-16',
    state: 'held',
    themes: ['Trygghet'],
    dates: [{ date: '2026-11-16', uid: '3f0c5a4e-0000-4000-8000-000000000002' }],
  });
  const sections = [
    aSection({ heading: 'A & B', markdown: 'Hur?\n\n– Så.\u000b' }),
    aSection({ heading: '', speakers: [], markdown: 'Sist.' }),
  ];
  await publish(app.context, held, { summary: 'Kort.', sections }, PUBLISHED);
  return held;
}

const ATOM = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
<id>${SITE}/feed.xml</id><title>Gemensam utvecklingsgrupp</title><updated>2026-11-21T10:00:00.000Z</updated>
<author><name>Gemensam utvecklingsgrupp</name></author>
<link rel="self" href="${SITE}/feed.xml"/><link href="${SITE}/"/>
<entry><id>${UID}2#minnesanteckningar</id><title>Minnesanteckningar måndag 16 november 2026: Trygghet</title><link href="${SITE}/moten/2026-11-16"/>
<published>2026-11-21T10:00:00.000Z</published><updated>2026-11-21T10:00:00.000Z</updated>
<content type="html">&lt;p&gt;Kort.&lt;/p&gt;

&lt;h2&gt;A &amp;amp; B&lt;/h2&gt;&lt;p&gt;Ebba Provén, rektor, Exempelskolan&lt;/p&gt;&lt;dl class=&quot;qa&quot;&gt;&lt;dt&gt;Hur?&lt;/dt&gt;&lt;dd&gt;&lt;p&gt;Så.&lt;/p&gt;
&lt;/dd&gt;&lt;/dl&gt;
&lt;p&gt;Sist.&lt;/p&gt;
</content></entry>
<entry><id>${UID}1#inbjudan</id><title>Inbjudan måndag 21 december 2026: Skola &amp; &lt;fritid&gt;</title><link href="${SITE}/moten/2026-12-21"/>
<published>2026-11-20T10:00:00.000Z</published><updated>2026-11-20T10:00:00.000Z</updated>
<content type="html">&lt;p&gt;måndag 21 december 2026 kl. 13.30–15.30&lt;br&gt;Medborgarhuset, plan 2&lt;/p&gt;&lt;p&gt;Om &lt;a href=&quot;https://example.org/?a=1&amp;amp;b=2&quot; rel=&quot;nofollow noopener&quot;&gt;skolan&lt;/a&gt;.&lt;/p&gt;
&lt;ul&gt;&lt;li&gt;Läxor &amp;amp; lek&lt;/li&gt;&lt;/ul&gt;</content></entry>
</feed>
`;

it('writes the whole Atom feed', async () => {
  await fill();
  expect(await read('/feed.xml')).toBe(ATOM);
  expect(await read('/feed.xml')).toBe(ATOM);
});

it('writes the whole JSON feed', async () => {
  await fill();
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Gemensam utvecklingsgrupp',
    description:
      'Öppna möten en måndag i månaden. Du behöver inte anmäla dig. Kom och lyssna, fråga eller berätta.',
    home_page_url: `${SITE}/`,
    feed_url: `${SITE}/feed.json`,
    language: 'sv',
    items: [
      {
        id: `${UID}2#minnesanteckningar`,
        url: `${SITE}/moten/2026-11-16`,
        title: 'Minnesanteckningar måndag 16 november 2026: Trygghet',
        content_html:
          '<p>Kort.</p>\n\n<h2>A &amp; B</h2><p>Ebba Provén, rektor, Exempelskolan</p><dl class="qa"><dt>Hur?</dt><dd><p>Så.\u000b</p>\n</dd></dl>\n<p>Sist.</p>\n',
        date_published: PUBLISHED,
        date_modified: PUBLISHED,
      },
      {
        id: `${UID}1#inbjudan`,
        url: `${SITE}/moten/2026-12-21`,
        title: 'Inbjudan måndag 21 december 2026: Skola & <fritid>',
        content_html:
          '<p>måndag 21 december 2026 kl. 13.30–15.30<br>Medborgarhuset, plan 2</p><p>Om <a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener">skolan</a>.</p>\n<ul><li>Läxor &amp; lek</li></ul>',
        date_published: ANNOUNCED,
        date_modified: ANNOUNCED,
      },
    ],
  };
  const text = await read('/feed.json');
  expect(JSON.parse(text)).toEqual(feed);
  expect(text).toBe(`${JSON.stringify(feed, null, 1)}\n`);
});

it.each(['/feed.xml', '/feed.json'])('answers 304 for %s as long as nothing has changed', async (path) => {
  const held = await fill();
  const url = app.baseUrl + path;
  const { headers, text } = await plainRequest(url);
  expect(headers['last-modified']).toBe(new Date(PUBLISHED).toUTCString());
  expect((await plainRequest(url)).text).toBe(text);
  const status = async (asked: Record<string, string>) => (await plainRequest(url, asked)).status;
  const known = { 'if-none-match': String(headers['etag']) };
  const since = { 'if-modified-since': String(headers['last-modified']) };
  expect([await status(known), await status(since)]).toEqual([304, 304]);
  await transaction(app.context, async (trx) => {
    const { id } = await trx.selectFrom('minutes_revision').select('id').executeTakeFirstOrThrow();
    await mendPublicRevision(trx, held, id, '2026-11-22T08:00:00.000Z');
  });
  expect([await status(known), await status(since)]).toEqual([200, 200]);
});

it('keeps the entries of a meeting that moves, and tells that it is called off', async () => {
  await fill();
  await app.signIn();
  const before = await idsOf();
  const { revision = '' } = await formOf(app, '2026-12-21');
  expect((await app.post('/admin/moten/2026-12-21/datum', { date: '2026-12-14', revision })).status).toBe(
    303,
  );
  expect((await idsOf()).toSorted()).toEqual(before.toSorted());
  expect((await app.post('/admin/moten/2026-12-14/installt', { reason: 'Snö & is.' })).status).toBe(303);
  expect((await idsOf()).toSorted()).toEqual(before.toSorted());
  expect(await read('/feed.json')).toContain('<p>Mötet är inställt. Snö &amp; is.</p>');
  expect(await read('/feed.xml')).toContain(
    `<title>Inställt måndag 14 december 2026: Skola &amp; &lt;fritid&gt;</title><link href="${SITE}/moten/2026-12-14"/>`,
  );
});

it('tells the thirty latest news of 500 meetings, newest first', async () => {
  await fillArchive(app.context, 500, '2026-10-26');
  await app.context.db
    .updateTable('minutes')
    .set((eb) => ({
      changed_at: eb.fn<string>('printf', [eb.val('2027-01-01T00:00:00.%03dZ'), 'meeting_id']),
    }))
    .execute();
  const rows = await app.context.db
    .selectFrom('candidate_date')
    .select('uid')
    .where('meeting_id', '<=', 499)
    .orderBy('meeting_id', 'desc')
    .limit(30)
    .execute();
  await app.context.db
    .updateTable('minutes')
    .set({ changed_at: null })
    .where('meeting_id', '=', 500)
    .execute();
  expect(await idsOf()).toEqual(rows.map(({ uid }) => `urn:uuid:${uid}#minnesanteckningar`));
});

it('puts history that is brought into the book after the news, with the time of its publication', async () => {
  await fillArchive(app.context, 40, '2019-10-21');
  await app.context.db.updateTable('minutes').set({ published_at: '2026-11-22T09:00:00.000Z' }).execute();
  await app.context.db.updateTable('meeting').set({ announced_at: null }).execute();
  await fill();
  const { items } = JSON.parse(await read('/feed.json')) as {
    items: { id: string; date_modified: string }[];
  };
  expect(items.length).toBe(30);
  expect(items.slice(0, 2).map(({ id }) => id.split('#')[1])).toEqual(['minnesanteckningar', 'inbjudan']);
  expect(items[2]!.date_modified).toBe('2026-11-22T09:00:00.000Z');
  expect(await read('/feed.xml')).toContain(
    '<title>Gemensam utvecklingsgrupp</title><updated>2026-11-22T09:00:00.000Z',
  );
});

it('has feeds without entries before the first news', async () => {
  expect(await read('/feed.xml')).toBe(
    ATOM.replace(/<entry>[\s\S]*<\/entry>\n/, '').replace(PUBLISHED, '2000-01-01T00:00:00.000Z'),
  );
  expect(await idsOf()).toEqual([]);
});
