import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const headings = async (path: string) =>
  [...(await app.get(path)).text.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, text]) => text);

it('has every part of an accessibility statement', async () => {
  expect(await headings('/tillganglighet')).toEqual([
    'Hur tillgänglig är webbplatsen?',
    'Det som inte är tillgängligt',
    'Oskäligt betungande anpassning',
    'Innehåll som inte omfattas av lagen',
    'Säg till om något inte fungerar',
    'Tillsyn',
    'Så har vi testat',
  ]);
  const { text } = await app.get('/tillganglighet');
  for (const part of ['delvis förenlig', 'https://www.digg.se/tdosanmalan', 'Bedömningen gjordes 22 nov'])
    expect(text).toContain(part);
});

it('has every part of a privacy notice', async () => {
  expect(await headings('/integritet')).toEqual([
    'Vem ansvarar?',
    'Om du prenumererar',
    'Om du lämnar ett förslag',
    'Om du medverkar',
    'Om du har lovat något',
    'Om du deltar',
    'Om du är sekreterare',
    'Hur länge?',
    'Vem får uppgifterna?',
    'Dina rättigheter',
  ]);
});

it('tells who to contact, in the group’s own words', async () => {
  await transaction(app.context, (trx) =>
    saveSettings(
      trx,
      {
        contactName: 'Sanna <b>',
        contactEmail: 'sanna@example.org',
        controller: 'Exempelnämnden',
        licence: 'CC0 1.0',
        about: '# Rubrik\n\n<script>x</script>',
      },
      app.clock.now,
    ),
  );
  const contact = '<a href="mailto:sanna@example.org">Sanna &lt;b&gt;, sanna@example.org</a>';
  for (const path of ['/om', '/tillganglighet', '/integritet'])
    expect((await app.get(path)).text).toContain(contact);
  for (const path of ['/tillganglighet', '/integritet'])
    expect((await app.get(path)).text).toContain('Exempelnämnden');
  const { text } = await app.get('/om');
  expect(text).toContain('<h2>Rubrik</h2>');
  expect(text).toContain('&lt;script&gt;x&lt;/script&gt;');
  expect(text).toContain('Licens: CC0 1.0.');
});
