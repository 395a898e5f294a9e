import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { findLatestRevision } from '../../server/minutes/queries.ts';
import { type TestApp } from '../support/app.ts';
import { formOf, startWithAgenda, type Fields } from '../support/minutes.ts';

const PATH = '/admin/moten/2026-10-19/anteckningar';
let app: TestApp;
let meetingId: number;

beforeEach(async () => ({ app, meetingId } = await startWithAgenda()));
afterEach(() => app.close());

const latest = async () => (await findLatestRevision(app.context.db, meetingId))?.content;
const headings = async () => (await latest())!.sections.map(({ id, heading }) => `${id} ${heading}`);

async function press(button: string, changes: Fields = {}) {
  return app.post(PATH, { ...formOf(await app.get(PATH)), ...changes, do: button });
}

it.each(['move-up:999', 'remove:77', 'split:x', 'add:-1', 'nonsens', ''])(
  'just saves for the button %j',
  async (button) => {
    expect((await press(button)).status).toBe(303);
    expect((await headings()).length).toBe(4);
  },
);

it('keeps a too long text in the form with 422, and stores nothing of it', async () => {
  const long = `början ${'å'.repeat(100_001)} slutet`;
  for (const path of [PATH, `${PATH}/forhandsvisning`]) {
    const refused = await app.post(path, { ...formOf(await app.get(PATH)), 's1-markdown': long, do: 'save' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Texten är för lång');
    expect(formOf(refused)['s1-markdown']).toBe(long);
  }
  expect(await latest()).toBeUndefined();
});

it('prints no follow-up as a speaker, and says where it belongs', async () => {
  for (const line of ['→ Rådet: ring skolan', '-> Rådet: ring skolan']) {
    const speakers = `Ebba Provén, rektor\n${line}`;
    const refused = await app.post(PATH, {
      ...formOf(await app.get(PATH)),
      's1-speakers': speakers,
      do: 'save',
    });
    expect([refused.status, formOf(refused)['s1-speakers']]).toEqual([422, speakers]);
    expect(refused.text).toContain('id="f-s1-speakers-error">En rad börjar med →.');
  }
  expect(await latest()).toBeUndefined();
});

it('never lets raw HTML, scripts and unsafe links through', async () => {
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '[b](JaVaScRiPt&#58;alert(1))',
    '[c](data:text/html;base64,PHNjcmlwdD4=)',
    '<javascript:alert(1)>',
    '![d](https://example.org/x.png)',
    '[e](vbscript:x)',
    '"><svg/onload=alert(1)>',
  ].join('\n\n');
  const fields = {
    summary: attacks,
    closing: attacks,
    's0-heading': '"><svg/onload=1>',
    's0-speakers': '<img src=x>',
    's0-markdown': attacks,
  };
  const preview = await app.post(`${PATH}/forhandsvisning`, { ...formOf(await app.get(PATH)), ...fields });
  const shown = preview.text.slice(preview.text.indexOf('<article'));
  expect(shown).toContain('class="short"');
  expect(shown.match(/<(?:script|img|svg|iframe)\b/gi)).toBeNull();
  expect(
    [...shown.matchAll(/href="([^"]*)"/g)]
      .map(([, href]) => href)
      .filter((href) => /^(?:javascript|data|vbscript)/i.test(href!)),
  ).toEqual([]);
  await press('save', fields);
  expect((await app.get(PATH)).text.match(/<(?:svg|img)\b/gi)).toBeNull();
});

it.each([
  [{}, 422],
  [{ base: '0' }, 422],
  [{ base: '0', count: '999999' }, 422],
  [{ base: '0', count: '-1' }, 422],
  [{ base: 'x', count: ['2', '3'] }, 422],
  [{ base: ['0', '1'], count: ['2', '3'] }, 303],
  [{ base: '0', count: '2', 's0-id': 'avsnitt-999999', 's1-id': 'avsnitt-999999' }, 303],
  [{ base: '0', count: '1', 's0-id': '"><b>', 's0-kind': '__proto__', 's0-level': '9' }, 303],
] as [Record<string, string | string[]>, number][])(
  'answers the odd form %j without falling over',
  async (fields, status) => {
    expect((await app.post(PATH, fields)).status).toBe(status);
    expect((await app.post(`${PATH}/forhandsvisning`, fields)).status).toBe(status === 303 ? 200 : status);
    const ids = (await latest())?.sections.map(({ id }) => id) ?? [];
    expect(ids.filter((id) => !/^avsnitt-[1-9]$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  },
);

it('answers 413 to more than 2 MB, and 404 where there is no meeting', async () => {
  expect((await app.post(PATH, { summary: 'x'.repeat(2_100_000) })).status).toBe(413);
  for (const path of ['', '/versioner', '/versioner/1', '/versioner/x']) {
    expect((await app.get(`/admin/moten/2020-01-01/anteckningar${path}`)).status).toBe(404);
  }
  expect((await app.post('/admin/moten/2020-01-01/anteckningar', { count: '0' })).status).toBe(404);
});

it('takes 500 sections and 500 revisions', async () => {
  const many: Fields = { base: '0', count: '500' };
  for (let index = 0; index < 500; index++) {
    Object.assign(many, {
      [`s${index}-id`]: '',
      [`s${index}-heading`]: `Rubrik ${index}`,
      [`s${index}-kind`]: 'text',
    });
    Object.assign(many, {
      [`s${index}-level`]: '1',
      [`s${index}-speakers`]: '',
      [`s${index}-markdown`]: 'Text.',
    });
  }
  expect((await app.post(PATH, many)).status).toBe(303);
  expect((await latest())!.sections.length).toBe(500);
  expect((await press('move-down:0')).status).toBe(303);
  expect((await headings())[0]).toMatch(/Rubrik 1$/);
  const { id: _, ...row } = await app.context.db
    .selectFrom('minutes_revision')
    .selectAll()
    .executeTakeFirstOrThrow();
  await transaction(app.context, async (trx) => {
    for (let number = 3; number <= 500; number++)
      await trx
        .insertInto('minutes_revision')
        .values({ ...row, content: '{"sections":[]}', number })
        .execute();
  });
  const list = await app.get(`${PATH}/versioner`);
  expect(list.text.match(/<h2><a href="[^"]*versioner\/\d+">/g)!.length).toBe(500);
});
