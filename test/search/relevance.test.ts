import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { fillDemo } from '../../server/demo/actions.ts';
import { importCommand } from '../../server/imports/command.ts';
import { search } from '../../server/search/actions.ts';
import { readSearch } from '../../server/search/form.ts';
import { replaceRows } from '../../server/search/index-queries.ts';
import { documentRow } from '../../server/search/index-row.ts';
import { createTestContext } from '../support/app.ts';

/** What people ask, and the first answer that they expect. Days are those of the demo on 22 November 2026. */
const DEMO: readonly (readonly [question: string, first: string])[] = [
  ['ungdom', '/organisationer/ungdomens-hus'],
  ['ungdomar öppettider', '/moten/2026-05-18#avsnitt-3'],
  ['ungdomarnas röst', '/moten/2026-05-18#avsnitt-3'],
  ['skola', '/moten/2026-05-18#avsnitt-1'],
  ['trygghet', '/teman/trygga-kvallar-pa-stan'],
  ['trygg kväll', '/teman/trygga-kvallar-pa-stan'],
  ['kväll fredag', '/moten/2026-05-18'],
  ['bostäder', '/teman/bostad-forst'],
  ['bost', '/teman/bostad-forst'],
  ['ekonomi bibliotek', '/moten/2026-10-19#avsnitt-2'],
  ['stadsbiblioteket', '/organisationer/exempelstads-stadsbibliotek'],
  ['ensamhet', '/teman/ensamhet-bland-aldre'],
  ['aldre', '/teman/ensamhet-bland-aldre'],
  ['skuldrådgivare', '/moten/2026-09-21#avsnitt-1'],
  ['skuldrådgivning', '/moten/2026-09-21#avsnitt-1'],
  ['skuldradgivning', '/moten/2026-09-21#avsnitt-1'],
  ['lampan i gångtunneln trasig', '/moten/2026-05-18#avsnitt-4'],
  ['butik', '/moten/2026-10-19#avsnitt-1'],
  ['mat', '/moten/2026-10-19#avsnitt-1'],
  ['volontärer', '/moten/2025-11-17#avsnitt-2'],
  ['lasagne', '/moten/2025-11-17#avsnitt-2'],
  ['kör', '/moten/2025-11-17#avsnitt-1'],
  ['toaletter i parken', '/moten/2025-10-20#avsnitt-1'],
  ['böcker barn', '/moten/2025-10-20#avsnitt-2'],
  ['klarspråk', '/teman/klarsprak-i-brev-och-beslut'],
  ['språkkafe', '/moten/2026-02-16#avsnitt-3'],
  ['hyran', '/moten/2026-09-21#avsnitt-2'],
  ['"betala hyran först"', '/moten/2026-09-21#avsnitt-2'],
  ['praktik', '/moten/2025-12-15#avsnitt-1'],
  ['jobbtorg', '/organisationer/jobbtorget'],
  ['nattvandrare', '/moten/2026-05-18#avsnitt-2'],
  ['våld', '/teman/vald-i-nara-relationer-att-vaga-fraga'],
  ['kvinnojour', '/organisationer/kvinnojouren-lyktan'],
  ['Karin Tänkdal brev', '/moten/2026-02-16#avsnitt-2'],
  ['paraply', '/moten/2026-04-20#avsnitt-2'],
  ['klädbyte', '/moten/2026-10-19#avsnitt-3'],
  ['övriga frågor oktober 2025', '/moten/2025-10-20#avsnitt-3'],
  ['kommunens e-tjänster', '/moten/2026-12-21'],
  ['kultur recept', '/teman/kultur-pa-recept'],
  ['vad händer med bänkar vid vårdcentralen', '/moten/2026-09-21#avsnitt-3'],
  ['psykisk hälsa', '/teman/ungas-psykiska-halsa'],
  ['diakon', '/moten/2026-11-16'],
];

const REAL: typeof DEMO = [
  ['trygghet Sundstorget', '/underlag/9004'],
  ['ungdomsprojekt', '/moten/2022-02-21#avsnitt-5'],
  ['projekt ungdomar Söder', '/moten/2022-02-21#avsnitt-5'],
  ['minecraft', '/moten/2022-02-21#avsnitt-8'],
  ['julfest', '/moten/2022-02-21#avsnitt-3'],
  ['digital tolk', '/moten/2022-02-21#avsnitt-9'],
  ['hur många lägenheter Drottninghög', '/moten/2019-10-21#avsnitt-1'],
  ['områdesprogram Malmö', '/underlag/9003'],
  ['stadsdelsmammor', '/underlag/9001'],
  ['renovera besöksrum', '/moten/2022-02-21#avsnitt-4'],
];

const folder = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.log('De riktiga texterna finns inte bredvid projektet; frågorna om dem hoppas över.');

const { context } = createTestContext();
beforeAll(async () => void (await fillDemo(context)), 60_000);
afterAll(() => context.db.destroy());

async function addRealTexts(): Promise<void> {
  const path = (start: string) => folder + readdirSync(folder).find((name) => name.startsWith(start))!;
  const io = { out: () => {}, err: () => {}, input: async () => '' };
  for (const start of ['000', '002'])
    await importCommand.run(context, [path(start), '--publish', '--reviewed', 'prov'], io);
  const titles = {
    '001': 'Debattartikel om Planteringen',
    '003': 'Områdesprogram',
    '004': 'Socialnämndens redovisning',
  };
  await transaction(context, async (trx) => {
    for (const [start, title] of Object.entries(titles)) {
      const text = readFileSync(path(start), 'utf8');
      const told = { id: 9000 + Number(start), title, text, source: '', dated_on: '2021-12-20' };
      const row = documentRow(told, []);
      await replaceRows(trx, `document ${start}`, [row]);
    }
  });
}

/** 1 for the first place, 1/2 for the second, and so on; 0 for none of the first ten. */
async function reciprocalRank(question: string, first: string): Promise<number> {
  const { results } = await search(context, readSearch({ q: question }));
  const place = results.slice(0, 10).findIndex(({ address }) => address === first);
  if (place) console.log(`${question}: ${place + 1 || 'inte'} (först ${results[0]?.address ?? 'inget'})`);
  return place < 0 ? 0 : 1 / (place + 1);
}

it('puts the expected answer first', async () => {
  const ranks: number[] = [];
  for (const [question, first] of DEMO) ranks.push(await reciprocalRank(question, first));
  if (isThere) await addRealTexts();
  for (const [question, first] of isThere ? REAL : []) ranks.push(await reciprocalRank(question, first));
  const mean = ranks.reduce((sum, one) => sum + one, 0) / ranks.length;
  console.log(`Mean reciprocal rank of ${ranks.length} questions: ${mean.toFixed(3)}`);
  expect(DEMO.length).toBeGreaterThanOrEqual(40);
  expect(mean).toBeGreaterThanOrEqual(0.9);
});
