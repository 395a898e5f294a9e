import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { startWithAgenda } from '../support/minutes.ts';

let app: TestApp;
beforeEach(async () => ({ app } = await startWithAgenda()));
afterEach(() => app.close());

const paste = (body: unknown) => app.postJson('/admin/inklistrat', body);
const said = ({ status, text }: { status: number; text: string }) => [status, JSON.parse(text) as unknown];

it('answers with Markdown, and says which pictures were left', async () => {
  expect(said(await paste({ html: '<h2>Hej</h2>' }))).toEqual([200, { markdown: '## Hej', told: '' }]);
  const [, answer] = said(await paste({ html: '<p>a<img src=x><img src=y><img src=z></p>' }));
  expect(answer).toEqual({ markdown: 'a', told: expect.stringMatching(/^3 bilder följde inte med\. /) });
  const [, one] = said(await paste({ html: '<p>a<img src=x></p>' }));
  expect(one).toEqual({ markdown: 'a', told: expect.stringMatching(/^En bild följde inte med\. /) });
});

it.each([
  ['{"html":', 400],
  ['[]', 400],
  ['{"html":1}', 400],
  ['"x"', 400],
  [{ html: 'x'.repeat(3_200_000) }, 413],
])('refuses %.20s in a Swedish sentence', async (body, status) => {
  const [given, answer] = said(await paste(body));
  expect([given, Object.keys(answer as object)]).toEqual([status, ['fault']]);
  expect((answer as { fault: string }).fault).toMatch(/^Det (?:var|som kom)|^Formen/);
});

/** Milliseconds that somebody else had to wait at most. */
async function longestWait(while_: Promise<unknown>): Promise<number> {
  let [longest, last] = [0, performance.now()];
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await while_;
  clearInterval(timer);
  return longest;
}

it('lets nobody else wait for a document of 2 MB', async () => {
  const html = '<p class=MsoNormal style="margin:0"><b>Text</b> i stycket</p>'.repeat(33_000);
  await paste({ html: '<p>a</p>' });
  const answer = paste({ html });
  expect(await longestWait(answer)).toBeLessThan(800);
  expect((await answer).status).toBe(200);
}, 20_000);

it('gives up on what was made to take time, in a Swedish sentence, and lives', async () => {
  const answer = paste({ html: '<b><i><ul><li>'.repeat(150_000) });
  expect(await longestWait(answer)).toBeLessThan(800);
  expect(said(await answer)).toEqual([
    422,
    { fault: 'Formen gick inte att läsa, så det kom med som ren text.' },
  ]);
  expect((await app.get('/healthz')).status).toBe(200);
}, 30_000);

it('draws a text as the public page does', async () => {
  const draw = (body: unknown) => app.postJson('/admin/forhandsvisat', body);
  const drawn = await draw({ markdown: '# Hej\n<script>alert(1)</script>' });
  expect([drawn.status, drawn.text]).toEqual([
    200,
    '<!doctype html><h3>Hej</h3>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n',
  ]);
  expect((await draw({ markdown: '! Vi ses.' })).text).toContain('<strong>Överenskommet:</strong> Vi ses.');
  expect((await draw({})).status).toBe(400);
  expect((await draw({ markdown: 'x'.repeat(1_100_000) })).status).toBe(413);
});
