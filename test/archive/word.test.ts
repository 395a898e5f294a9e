import mammoth from 'mammoth';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readZipEntries, inflateEntry } from '../../server/documents/zip.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { aSection, publish } from '../support/archive.ts';
import { makeMeeting } from '../support/minutes.ts';

let app: TestApp;
let id: number;
beforeEach(async () => {
  app = await startApp();
  ({ id } = await makeMeeting(app.context, { date: '2026-10-19', theme: 'Skolan' }));
});
afterEach(() => app.close());

async function word(): Promise<Buffer> {
  const answer = await fetch(`${app.baseUrl}/moten/2026-10-19.docx`);
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    'attachment; filename=minnesanteckningar-2026-10-19.docx',
  ]);
  return Buffer.from(await answer.arrayBuffer());
}
const xmlOf = (bytes: Buffer, name: string) =>
  inflateEntry(
    bytes,
    readZipEntries(bytes)!.find((entry) => entry.name === name)!,
  ).toString('utf8');

it('is a Word file with real headings, lists, tables and links, read by another program', async () => {
  const markdown = `Den **växer** och [syns](https://example.org/a).

### Mer

- ett
  - inre
- två

1. först

| a | b |
|---|---|
| c | d |

<script>alert(1)</script> & [fel](javascript:alert)`;
  const sections = [
    aSection({ markdown }),
    aSection({ id: 'avsnitt-2', level: 2, heading: 'Under', speakers: [] }),
  ];
  await publish(app.context, id, { summary: 'Kort.', sections });
  const bytes = await word();
  const { value } = await mammoth.convertToHtml({ buffer: bytes });
  const { heading, speakers } = aSection();
  expect(value).toContain('<h1>Skolan</h1>');
  expect(value).toContain('<h2>Kort sagt</h2><p>Kort.</p>');
  expect(value).toContain(`<h2>${heading}</h2><p><em>${speakers[0]!.name}`);
  expect(value).toContain(
    '<p>Den <strong>växer</strong> och <a href="https://example.org/a">syns</a>.</p><h3>Mer</h3>',
  );
  expect(value).toContain('<ul><li>ett<ul><li>inre</li></ul></li><li>två</li></ul><ol><li>först</li></ol>');
  expect(value).toMatch(/<table>.*<p>a<\/p>.*<p>d<\/p>.*<\/table>/);
  expect(value).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; [fel](javascript:alert)');
  expect(value).toContain('<h3>Under</h3>');
  expect(xmlOf(bytes, 'word/styles.xml')).toContain('<w:lang w:val="sv-SE"/>');
});

it('counts each list from its own beginning', async () => {
  const markdown = '1. ett\n2. två\n\nText.\n\n4. fyra\n5. fem\n   1. inre\n\n- punkt';
  await publish(app.context, id, { sections: [aSection({ markdown }), aSection({ markdown: '1. ny' })] });
  const bytes = await word();
  const numbering = xmlOf(bytes, 'word/numbering.xml');
  const used = xmlOf(bytes, 'word/document.xml').matchAll(
    /<w:ilvl w:val="(\d)"\/><w:numId w:val="(\d+)"\/>/g,
  );
  const counted = [...used].map(([, level, list]) => {
    const kind = new RegExp(`<w:num w:numId="${list}".*?<w:abstractNumId w:val="(\\d+)"`).exec(numbering)![1];
    const levels = new RegExp(`<w:abstractNum w:abstractNumId="${kind}".*?</w:abstractNum>`).exec(
      numbering,
    )![0];
    const [, start, format] = new RegExp(
      `<w:lvl w:ilvl="${level}".*?<w:start w:val="(\\d+)"/><w:numFmt w:val="(\\w+)"`,
    ).exec(levels)!;
    return format === 'decimal' ? `${list}: ${start}` : format;
  });
  const [one, four, inner, again] = [...new Set(counted)].filter((text) => text !== 'bullet');
  expect(counted).toEqual([one, one, four, four, inner, 'bullet', again]);
  expect([one, four, inner, again].map((text) => text!.split(': ')[1])).toEqual(['1', '4', '1', '1']);
});

it('is made of sixty sections in a short time', async () => {
  const sections = Array.from({ length: 60 }, (_, index) =>
    aSection({ id: `avsnitt-${index + 1}`, heading: `Punkt ${index}`, markdown: 'Ord. '.repeat(200) }),
  );
  await publish(app.context, id, { sections });
  await word();
  const before = process.threadCpuUsage();
  await word();
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(300);
});

it('is there only for minutes that are public', async () => {
  expect((await app.get('/moten/2026-10-19.docx')).status).toBe(404);
  expect((await app.get('/moten/2026-10-20.docx')).status).toBe(404);
});
