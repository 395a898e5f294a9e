import '../support/own-temporary.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDocument } from '../../server/checks/check-document.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { docxOf, pdfOf, sendDocument, type Fields } from '../support/documents.ts';

let app: TestApp;
const HERE = '/admin/underlag';
const REPORT = { title: 'Tryggare torg', kind: 'report', source: 'Nämnden', date: '2021', url: '' };
const LEAKING = ['Rapport av Eva Lind', 'Kontakta Per Ek, 19811218-9876, telefon 070-174 06 05.'];
const file = (...lines: string[]) => ({ bytes: docxOf(lines), name: 'rapport.docx' });
const send = (fields: Fields, uploaded?: { bytes: Buffer; name: string }, path = HERE) =>
  sendDocument(app, path, fields, uploaded);
const documents = () => app.context.db.selectFrom('document').select(['id', 'title']).execute();
const markIn = (text: string) => /name="anyway" value="([\w-]{22})"/.exec(text)?.[1] ?? '';
const headings = (text: string) =>
  [...text.matchAll(/<li><h3>([^:]*): ”([^”]*)”/g)].map((one) => one.slice(1, 3));

beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

it('shows what is found in a file before anybody else sees it, and keeps what was typed', async () => {
  const { status, text } = await send(REPORT, file(...LEAKING));
  expect(status).toBe(422);
  expect(headings(text)).toEqual([
    ['Personnummer', '19811218-9876'],
    ['Telefonnummer', '070-174 06 05'],
  ]);
  expect(text).toContain('Per Ek, <mark>19811218-9876</mark>');
  expect(text).toContain('href="#f-anyway"');
  expect(text).toContain('Filen följde inte med. Välj den igen');
  expect(text).toContain('value="Tryggare torg"');
  expect(await documents()).toEqual([]);
  expect((await app.get('/sok?q=19811218')).text).not.toContain('<mark>');
});

it('lets it stand for a tick and a reason, which are kept, and asks no more about the same words', async () => {
  const anyway = markIn((await send(REPORT, file(...LEAKING))).text);
  const unsaid = await send({ ...REPORT, anyway }, file(...LEAKING));
  expect([unsaid.status, unsaid.text.includes('id="f-reason-error">Skriv varför det får stå kvar.')]).toEqual(
    [422, true],
  );
  expect(unsaid.text).toContain(`value="${anyway}" checked`);
  const reason = 'Påhittade uppgifter i ett exempel';
  expect((await send({ ...REPORT, anyway, reason }, file(...LEAKING))).status).toBe(303);
  const kept = await app.context.db
    .selectFrom('document_overrule')
    .select(['document_id', 'rule', 'reason', 'user_id'])
    .orderBy('rule')
    .execute();
  expect(kept).toEqual(
    ['personal-number', 'telephone'].map((rule) => ({ document_id: 1, rule, reason, user_id: 1 })),
  );
  expect((await send({ ...REPORT, title: 'Nytt namn' }, undefined, `${HERE}/1`)).status).toBe(303);
  const other = await send({ ...REPORT, anyway, reason }, file('Ring 073-174 06 09.'), `${HERE}/1`);
  expect([other.status, headings(other.text)]).toEqual([422, [['Telefonnummer', '073-174 06 09']]]);
  await app.post(`${HERE}/1/borttagning`);
  expect(await app.context.db.selectFrom('document_overrule').selectAll().execute()).toEqual([]);
});

it.each<[string, Fields, string]>([
  ['title', { title: 'Om Per Ek, 19811218-9876' }, 'Namnet'],
  ['source', { source: 'Per Ek, 070-174 06 05' }, 'Vem som står bakom'],
])('reads the %s too, when it is changed as well', async (_field, fields, where) => {
  const linked = { ...REPORT, url: 'https://www.example.org/a' };
  const { status, text } = await send({ ...linked, ...fields });
  expect([status, text.includes(`<span class="quiet">${where}:</span>`)]).toEqual([422, true]);
  expect(text).not.toContain('Filen följde inte med');
  await send(linked);
  expect((await send({ ...linked, ...fields }, undefined, `${HERE}/1`)).status).toBe(422);
  expect(await documents()).toEqual([{ id: 1, title: 'Tryggare torg' }]);
});

it.each<Fields>([{ anyway: 'x' }, { anyway: ['', 'x'] }, { anyway: 'x'.repeat(5000) }, { reason: 'y' }])(
  'takes no other tick: %j',
  async (fields) => {
    expect((await send({ ...REPORT, ...fields }, file(...LEAKING))).status).toBe(422);
    expect(await documents()).toEqual([]);
  },
);

it('says nothing of who has written a report and of public numbers, and shows sixty of many', async () => {
  const fine = { bytes: pdfOf(['Rapport av Eva Lind och Per Ek', 'Adress: Storgatan 4']), name: 'a.pdf' };
  expect((await send(REPORT, fine)).status).toBe(303);
  const many = Array.from({ length: 75 }, (_, index) => `Ring 070-174 06 ${10 + index}.`);
  const { text } = await send(REPORT, file(...many));
  expect(headings(text)).toHaveLength(60);
  expect(text).toContain('75 saker som kanske inte bör bli synliga för alla');
  expect(text).toContain('15 till av samma slag visas inte här.');
});

it('reads a long report in turns with what others ask for, and finds each thing where it stands', async () => {
  const known = { contactEmail: '', names: [], people: [], organisations: [], publicTexts: [], glossary: [] };
  const line = 'Förvaltningen redovisar hur Per Ek och andra arbetar med stöd under 2021, 12 procent.\n';
  const text = `${line.repeat(3000)}Ring 070-174 06 05.\n${line.repeat(3000)}Ring 073-174 06 09.`;
  let turns = 0;
  const others = setInterval(() => turns++, 1);
  const found = await checkDocument({ text }, known);
  clearInterval(others);
  expect(found.map(({ from, to }) => text.slice(from, to))).toEqual(['070-174 06 05', '073-174 06 09']);
  expect(turns).toBeGreaterThan(10);
  expect(await checkDocument({ text: 'x'.repeat(50_000) }, known)).toEqual([]);
});
