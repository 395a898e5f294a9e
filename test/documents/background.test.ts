import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { publish, aSection } from '../support/archive.ts';
import { sendDocument } from '../support/documents.ts';
import { makeMeeting } from '../support/minutes.ts';

const folder = new URL('../../../shared/seeds/', import.meta.url);
const isThere = existsSync(folder);
if (!isThere) console.log('Underlagen i ../shared/seeds finns inte här: de provas inte.');

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const BACKGROUND = [
  {
    number: '001',
    title: 'Planteringen är inne i en positiv spiral',
    kind: 'article',
    theme: 'Områdesarbete',
    date: '2014',
  },
  {
    number: '003',
    title: 'Områdesprogram för ett socialt hållbart Malmö',
    kind: 'plan',
    theme: 'Områdesarbete',
    date: '',
  },
  {
    number: '004',
    title: 'Insatser för sysselsättning och ett tryggt city',
    kind: 'report',
    theme: 'Trygga platser',
    date: '2021-12-20',
  },
];

it.skipIf(!isThere)(
  'finds the background documents, with the meetings on their themes beside them',
  async () => {
    await app.signIn();
    const dates = { Områdesarbete: '2019-10-21', 'Trygga platser': '2022-02-21' };
    for (const [theme, date] of Object.entries(dates)) {
      const meeting = await makeMeeting(app.context, { date, theme, announced_at: app.clock.now });
      await publish(app.context, meeting.id, { sections: [aSection({ heading: theme })] });
    }
    const themes = await app.context.db.selectFrom('theme').select(['id', 'title']).execute();
    const files = readdirSync(folder);
    for (const { number, theme, ...rest } of BACKGROUND) {
      const file = files.find((name) => name.startsWith(number))!;
      const tie = String(themes.find(({ title }) => title === theme)!.id);
      const bytes = readFileSync(new URL(file, folder));
      const sent = await sendDocument(
        app,
        '/admin/underlag',
        { ...rest, themes: tie },
        { bytes, name: file },
      );
      expect([number, sent.status]).toEqual([number, 303]);
    }
    const found = async (query: string) => {
      const { text } = await app.get(`/sok?q=${encodeURIComponent(query)}`);
      const first = /<ol class="rows hits">[\s\S]*?<\/li>/.exec(text)?.[0] ?? '';
      return [
        /<h2><a href="([^"]*)"/.exec(first)?.[1],
        [...first.matchAll(/href="(\/moten\/[^"]*)"/g)].map(([, at]) => at),
      ];
    };
    expect(await found('trygghet Sundstorget')).toEqual(['/underlag/3', ['/moten/2022-02-21']]);
    expect(await found('Finsam Planteringen odling')).toEqual(['/underlag/1', ['/moten/2019-10-21']]);
    expect(await found('Herrgården Segevång')).toEqual(['/underlag/2', ['/moten/2019-10-21']]);
    expect((await app.get('/moten/2022-02-21')).text).toContain(
      'Insatser för sysselsättning och ett tryggt city',
    );
  },
);
