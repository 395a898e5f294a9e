import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { saveSettings } from '../../server/settings/queries.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/settings/settings.ts';
import { createTerm } from '../../server/terms/actions.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { makeManyMeetings, makeMeeting } from '../support/meetings.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const PAGE = '/admin/terminer/2028-vt';
/** The dates as the form proposes them. */
const PROPOSED = {
  '2028-01-17': '2028-01-17',
  '2028-02-21': '2028-02-14',
  '2028-03-20': '2028-03-20',
  '2028-04-17': '2028-04-24',
  '2028-05-15': '2028-05-15',
};
const MADE = Object.values(PROPOSED);
const dates = async () => (await listMeetings(app.context.db)).map(({ date }) => date);
const change = (settings: Partial<Settings>) =>
  transaction(app.context, (trx) => saveSettings(trx, settings, app.clock.now));
/** What a browser would send: the checked radio of each row. */
const checkedIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="radio" name="([^"]+)" value="([^"]+)" checked>/g)].map(
      ([, name, value]) => [name!, value!],
    ),
  );

describe('the proposal', () => {
  it('has a row for each month with its reason, its choices and what is checked', async () => {
    const { status, text } = await app.get(PAGE);
    expect(status).toBe(200);
    expect([...text.matchAll(/<h2>(\S+ 2028)<\/h2>/g)].map(([, month]) => month)).toEqual(
      ['Januari', 'Februari', 'Mars', 'April', 'Maj'].map((month) => `${month} 2028`),
    );
    expect(checkedIn(text)).toEqual(PROPOSED);
    const april = [...text.matchAll(/name="2028-04-17" value="([^"]+)"/g)].map(([, value]) => value);
    expect(april).toEqual(['2028-04-03', '2028-04-24', '2028-05-08', 'inget']);
    expect(text).toContain(
      'Tredje måndagen i april är 17 april. 17 april är annandag påsk. 10 april är påsklov.',
    );
  });

  it('makes tentative meetings in list and feed, and mails nobody', async () => {
    const answer = await app.post(PAGE, checkedIn((await app.get(PAGE)).text));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PAGE}?klart=skapade`]);
    const meetings = await listMeetings(app.context.db);
    expect(meetings.map(({ date, state, themes }) => [date, state, themes])).toEqual(
      MADE.map((date) => [date, 'tentative', []]),
    );
    const { text } = await app.get(`${PAGE}?klart=skapade`);
    expect(text).toContain('Mötena är skapade.');
    expect(text).not.toContain('type="radio"');
    expect(text).not.toContain('Skapa de valda mötena');
    expect(text.match(/<tr id="mote-/g)).toHaveLength(5);
    expect((await app.get('/moten')).text.match(/Tema kommer/g)).toHaveLength(5);
    expect((await app.get('/kalender.ics')).text.match(/BEGIN:VEVENT/g)).toHaveLength(5);
    expect(await app.context.db.selectFrom('outbox').select('id').execute()).toEqual([]);
    expect(await app.context.db.selectFrom('mailing').select('id').execute()).toEqual([]);
  });

  it('doubles nothing when it is sent again, or twice at once', async () => {
    await Promise.all([app.post(PAGE, PROPOSED), app.post(PAGE, PROPOSED)]);
    const again = await app.post(PAGE, PROPOSED);
    expect(again.headers.get('location')).toBe(`${PAGE}?klart=fanns`);
    expect(await dates()).toEqual(MADE);
  });

  it('takes another date, and no meeting', async () => {
    await app.post(PAGE, { ...PROPOSED, '2028-02-21': '2028-02-28', '2028-03-20': 'inget' });
    expect(await dates()).toEqual(['2028-01-17', '2028-02-28', '2028-04-24', '2028-05-15']);
    expect(checkedIn((await app.get(PAGE)).text)).toEqual({ '2028-03-20': '2028-03-20' });
  });

  it('counts a meeting chosen in the next month for its own', async () => {
    await app.post(PAGE, { ...PROPOSED, '2028-04-17': '2028-05-08' });
    expect((await app.get(PAGE)).text).not.toContain('type="radio"');
    expect((await app.get(PAGE)).text).toContain('/admin/moten/2028-05-08');
  });
});

describe('a month with a meeting gets none', () => {
  it.each([
    ['on another day', ['2028-02-29'], '2028-02'],
    ['with two possible dates', ['2028-05-25', '2028-06-01'], '2028-05'],
  ])('%s', async (_, days, month) => {
    await makeMeeting(app, { dates: days, state: 'tentative' });
    const open = Object.keys(checkedIn((await app.get(PAGE)).text));
    expect(open).toEqual(Object.keys(PROPOSED).filter((key) => !key.startsWith(month)));
  });

  it('that was moved, within the month or out of it, or is cancelled', async () => {
    await app.post(PAGE, PROPOSED);
    await app.post('/admin/moten/2028-03-20/datum', { date: '2028-03-29' });
    await app.post('/admin/moten/2028-04-24/datum', { date: '2028-06-12' });
    await app.post('/admin/moten/2028-05-15/installt', { reason: 'Lokalen är stängd' });
    const { text } = await app.get(PAGE);
    expect(text).not.toContain('type="radio"');
    expect(text).toContain('/admin/moten/2028-06-12');
    await app.post(PAGE, PROPOSED);
    expect(await dates()).toEqual(['2028-01-17', '2028-02-14', '2028-03-29', '2028-05-15', '2028-06-12']);
  });

  it('but not for a day that was only possible and was not chosen', async () => {
    await makeMeeting(app, { dates: ['2028-01-31', '2028-02-07'], state: 'tentative' });
    const offered = async () => Object.keys(checkedIn((await app.get(PAGE)).text));
    const [february, march, april, may] = ['2028-02-21', '2028-03-20', '2028-04-17', '2028-05-15'];
    expect(await offered()).toEqual([march, april, may]);
    await app.post('/admin/moten/2028-01-31/datum/1/val');
    expect(await offered()).toEqual([february, march, april, may]);
  });

  it('also among five hundred others', async () => {
    await makeManyMeetings(app, '2026-12-01', 500);
    expect(checkedIn((await app.get(PAGE)).text)).toEqual({ '2028-05-15': '2028-05-15' });
    expect((await app.get('/admin/terminer')).text).toContain('184 möten');
  });
});

describe('the choices', () => {
  const offered = async (term: string, key: string) =>
    [
      ...(await app.get(`/admin/terminer/${term}`)).text.matchAll(
        new RegExp(`name="${key}" value="([^"]+)"`, 'g'),
      ),
    ].map(([, value]) => value);

  it('leave out days that another month has taken', async () => {
    await makeMeeting(app, { dates: ['2028-05-08'] });
    expect(await offered('2028-vt', '2028-04-17')).toEqual(['2028-04-03', '2028-04-24', 'inget']);
    expect(await offered('2028-vt', '2028-05-15')).toEqual([]);
  });

  it('leave out days that have been, and those of another year', async () => {
    app.clock.now = '2026-12-16T12:00:00.000Z';
    await app.post('/admin/logga-in', SECRETARY);
    expect(await offered('2026-ht', '2026-12-21')).toEqual(['2026-12-21', '2026-12-28', 'inget']);
    expect(await offered('2028-ht', '2028-12-18')).toEqual(['2028-12-11', '2028-12-18', 'inget']);
  });

  it('are held to by the verb itself, all or nothing', async () => {
    const spring = (april: string, may: string) => (row: { key: string }) =>
      [{ '2028-04-17': april, '2028-05-15': may }[row.key] ?? []].flat();
    const make = (april: string, may: string) =>
      createTerm(app.context, '2028-vt', { id: null }, spring(april, may));
    await expect(make('2028-04-24', '2028-05-29')).rejects.toThrow('Dagen 29 maj 2028 är inte ledig längre.');
    await expect(make('2028-05-08', '2028-05-08')).rejects.toThrow('Dagen 8 maj 2028 är inte ledig längre.');
    expect(await dates()).toEqual([]);
    expect(await make('2028-05-08', '2028-05-15')).toEqual(['2028-05-08', '2028-05-15']);
  });
});

describe('bad input', () => {
  it.each([
    [{}, 'Välj ett av datumen, eller inget möte.'],
    [{ ...PROPOSED, '2028-02-21': '2028-02-21' }, 'Välj ett av datumen, eller inget möte.'],
    [{ ...PROPOSED, '2028-02-21': '2028-02-30' }, 'Välj ett av datumen, eller inget möte.'],
    [{ ...PROPOSED, '2028-02-21': 'x'.repeat(10_000) }, 'Välj ett av datumen, eller inget möte.'],
    [
      { ...PROPOSED, '2028-04-17': '2028-05-08', '2028-05-15': '2028-05-08' },
      'Två möten på samma dag, måndag 8 maj 2028.',
    ],
    [Object.fromEntries(Object.keys(PROPOSED).map((key) => [key, 'inget'])), 'Välj minst ett datum.'],
  ])('%# makes nothing, and says so beside the row', async (fields, line) => {
    const answer = await app.post(PAGE, fields as Record<string, string>);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(new RegExp(`<p class="fault" id="f-[^"]+-error">${line}`));
    expect(await dates()).toEqual([]);
  });

  it('keeps what was chosen in the other rows, and reads the first of repeated fields', async () => {
    const sent = { ...PROPOSED, '2028-01-17': '2028-01-24', '2028-03-20': 'inget', '2028-05-15': 'x' };
    const { '2028-05-15': _, ...kept } = sent;
    expect(checkedIn((await app.post(PAGE, sent)).text)).toEqual(kept);
    await app.post(PAGE, { ...PROPOSED, '2028-01-17': ['2028-01-24', '2028-01-10'] });
    expect((await dates())[0]).toBe('2028-01-24');
  });

  it.each(['2028', '2028-xx', '28-vt', '1066-vt', '2200-ht', '2028-VT', '%00', 'constructor'])(
    'knows no term %s',
    async (term) => {
      expect((await app.get(`/admin/terminer/${term}`)).status).toBe(404);
      expect((await app.post(`/admin/terminer/${term}`, PROPOSED)).status).toBe(404);
    },
  );

  it.each([
    ['2026-vt', 'Våren 2026 har redan varit.'],
    ['2050-ht', 'Stämmer året? Hösten 2050 ligger för långt bort.'],
  ])('makes nothing in %s', async (term, line) => {
    const page = await app.get(`/admin/terminer/${term}`);
    expect([page.status, page.text.includes(line)]).toEqual([200, true]);
    expect(page.text).not.toContain('Skapa de valda');
    const answer = await app.post(`/admin/terminer/${term}`, checkedIn(page.text));
    expect([answer.status, answer.text.includes(line)]).toEqual([409, true]);
    expect(await dates()).toEqual([]);
  });

  it('offers no day that has been', async () => {
    const { text } = await app.get('/admin/terminer/2026-ht');
    expect(checkedIn(text)).toEqual({ '2026-12-21': '2026-12-21' });
    expect(text.match(/Dagen har redan varit\./g)).toHaveLength(3);
  });

  it('says so when the rule gives nothing', async () => {
    await change({ rule: { ...DEFAULT_SETTINGS.rule, months: [9] } });
    expect((await app.get(PAGE)).text).toContain('Regeln ger inget möte den här terminen.');
    await change({
      rule: DEFAULT_SETTINGS.rule,
      schoolBreaks: [{ name: 'ombyggnad', from: '2028-01-01', to: '2028-06-30' }],
    });
    const { text } = await app.get(PAGE);
    expect(text.match(/Ingen ledig dag\./g)).toHaveLength(5);
    expect(text).not.toContain('Skapa de valda');
  });

  it('shows what the settings hold harmlessly', async () => {
    await change({ schoolBreaks: [{ name: '<img src=x>', from: '2028-03-20', to: '2028-03-20' }] });
    const { text } = await app.get(PAGE);
    expect(text).toContain('20 mars är &lt;img src=x&gt;.');
    expect(text).not.toContain('<img src=x>');
  });
});

it('plans every second week, by the same form', async () => {
  await change({ rule: { ...DEFAULT_SETTINGS.rule, kind: 'fortnightly', first: '2028-01-10' } });
  const proposed = checkedIn((await app.get(PAGE)).text);
  expect(Object.keys(proposed)).toHaveLength(11);
  await app.post(PAGE, proposed);
  expect(await dates()).toEqual(Object.values(proposed).sort());
  expect((await app.get(PAGE)).text).not.toContain('type="radio"');
  await app.post('/admin/moten/2028-01-24/datum', { date: '2028-01-31' });
  await app.post(PAGE, proposed);
  expect(await dates()).toHaveLength(11);
});

it('is found from the first page and the meetings, and a list of terms leads on', async () => {
  expect((await app.get('/admin/moten')).text).toContain('href="/admin/terminer"');
  const list = await app.get('/admin/terminer');
  expect(
    [...list.text.matchAll(/<h3><a href="\/admin\/terminer\/([^"]+)"/g)].map(([, term]) => term),
  ).toEqual(['2026-ht', '2027-vt', '2027-ht', '2028-vt']);
  expect(list.text).toContain('Planera våren 2027</a>');
  await makeMeeting(app, { dates: ['2027-01-18'] });
  expect((await app.get('/admin/terminer')).text).toContain('Planera hösten 2027</a>');
  expect((await app.get('/admin')).text).toContain('href="/admin/terminer"');
});
