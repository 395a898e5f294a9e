import { afterEach, beforeEach, expect, it } from 'vitest';
import { SECTIONS } from '../../server/settings/sections.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { getSettings } from '../../server/settings/queries.ts';
import { sectionValues } from '../../server/settings/form.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const valuesOf = (slug: string) =>
  sectionValues(
    SECTIONS.find((section) => section.slug === slug)!,
    DEFAULT_SETTINGS,
  );

it('offers every setting in exactly one section', () => {
  const names = SECTIONS.flatMap((section) => section.fields.map(({ name }) => name.split('-')[0]!));
  const grouped = (name: string) =>
    name in DEFAULT_SETTINGS.schedule
      ? 'schedule'
      : name in DEFAULT_SETTINGS.retention
        ? 'retention'
        : name in DEFAULT_SETTINGS.rule
          ? 'rule'
          : name in DEFAULT_SETTINGS.mail
            ? 'mail'
            : name;
  expect([...new Set(names.map(grouped))].sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
  expect(SECTIONS.flatMap(({ fields }) => fields).length).toBe(
    new Set(SECTIONS.flatMap(({ fields }) => fields.map(({ name }) => name))).size,
  );
});

it.each(SECTIONS.map(({ slug }) => slug))('%s saved as it stands changes nothing', async (slug) => {
  expect((await app.get(`/admin/installningar/${slug}`)).status).toBe(200);
  const answer = await app.post(`/admin/installningar/${slug}`, valuesOf(slug));
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/installningar?klart=sparat']);
  expect(await getSettings(app.context.db)).toEqual(DEFAULT_SETTINGS);
});

it('saves a section, says so, and leaves a trace', async () => {
  await app.post('/admin/installningar/gruppen', {
    ...valuesOf('gruppen'),
    groupName: 'Byarådet & vännerna',
  });
  const page = await app.get('/admin/installningar?klart=sparat');
  expect(page.text).toContain('Inställningarna är sparade.');
  expect(page.text).toContain('Byarådet &amp; vännerna');
  expect(await getSettings(app.context.db)).toEqual({
    ...DEFAULT_SETTINGS,
    groupName: 'Byarådet & vännerna',
  });
  const audit = await app.context.db.selectFrom('audit_event').select(['action', 'object']).execute();
  expect(audit.at(-1)).toEqual({ action: 'settings changed', object: 'settings gruppen' });
});

it('reads breaks, months, times and the skeleton', async () => {
  await app.post('/admin/installningar/skollov', {
    schoolBreaks: 'sportlov 2027-02-22–2027-02-26\r\n\r\nhöstlov 2027-11-01 - 2027-11-05',
    schoolBreaksMove: 'nej',
  });
  await app.post('/admin/installningar/tider', {
    ...valuesOf('tider'),
    startTime: '9.05',
    endTime: '11:00',
    week: '2',
    weekday: '4',
    months: 'Mars, januari och mars',
    kind: 'fortnightly',
    first: '2027-01-11',
  });
  await app.post('/admin/installningar/dagordning', {
    agendaSkeleton: 'Hej\nUppföljning från förra gången\nÖvrigt',
  });
  const settings = await getSettings(app.context.db);
  expect(settings.schoolBreaks).toEqual([
    { name: 'sportlov', from: '2027-02-22', to: '2027-02-26' },
    { name: 'höstlov', from: '2027-11-01', to: '2027-11-05' },
  ]);
  expect(settings.schoolBreaksMove).toBe(false);
  expect([settings.startTime, settings.endTime, settings.rule]).toEqual([
    '09:05',
    '11:00',
    { kind: 'fortnightly', week: 2, weekday: 4, months: [1, 3], first: '2027-01-11' },
  ]);
  expect(settings.agendaSkeleton).toEqual([
    { title: 'Hej', kind: 'report' },
    { title: 'Uppföljning från förra gången', kind: 'follow-up' },
    { title: 'Övrigt', kind: 'other-business' },
  ]);
});

it.each([
  ['gruppen', { groupName: '' }, 'Gruppens namn behövs.'],
  ['gruppen', { contactEmail: 'a@b, c@d' }, 'Skriv en e-postadress'],
  ['digitalt', { onlineLink: 'javascript:alert(1)' }, 'Skriv en hel länk'],
  ['tider', { startTime: '25.00' }, 'Skriv klockslaget så här: 13.30.'],
  ['tider', { endTime: '13.00' }, 'Mötet slutar innan det börjar.'],
  ['tider', { months: 'smarch' }, '&#34;smarch&#34; är ingen månad'],
  ['tider', { months: '' }, 'Skriv minst en månad.'],
  ['tider', { zone: 'Mars/Olympus' }, 'Tidszonen finns inte.'],
  ['tider', { week: '6' }, 'Välj i listan.'],
  ['tider', { first: '2027-02-30' }, 'Skriv datumet så här'],
  ['tider', { kind: 'fortnightly' }, 'Skriv datumet för det första mötet.'],
  ['skollov', { schoolBreaks: 'sportlov 2027-02-30–2027-03-01' }, 'går inte att läsa'],
  ['skollov', { schoolBreaks: 'sportlov 2027-02-26–2027-02-22' }, 'sista dagen ligger före den första'],
  [
    'skollov',
    { schoolBreaks: Array(101).fill('lov 2027-02-22–2027-02-26').join('\n') },
    'Högst 100 lov får plats',
  ],
  ['utskick', { reminderDays: '-1' }, 'skriv ett tal mellan 0 och 60'],
  ['lagring', { unconfirmedDays: '0' }, 'skriv ett tal mellan 1 och 90'],
  ['mejltexter', { 'announcement-text': 'Hej {nam}!' }, 'Platshållaren {nam} finns inte.'],
  ['mejltexter', { 'minutes-subject': '{constructor}' }, 'Platshållaren {constructor} finns inte.'],
])('%s refuses %o and keeps what was typed', async (slug, change, message) => {
  const answer = await app.post(`/admin/installningar/${slug}`, { ...valuesOf(slug), ...change } as Record<
    string,
    string
  >);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(message);
  const typed = Object.values(change)[0]!;
  expect(answer.text.replaceAll('&#34;', '"')).toContain(typed);
  expect(await getSettings(app.context.db)).toEqual(DEFAULT_SETTINGS);
});

it.each([
  ['tider', { kind: 'toString' }],
  ['tider', { weekday: '' }],
  ['skollov', { schoolBreaksMove: 'kanske' }],
])('%s takes only what its lists hold, not %o', async (slug, change) => {
  const answer = await app.post(`/admin/installningar/${slug}`, { ...valuesOf(slug), ...change } as Record<
    string,
    string
  >);
  expect(answer.text).toContain(`<p class="fault" id="f-${Object.keys(change)[0]}-error">Välj i listan.`);
  expect([answer.status, await getSettings(app.context.db)]).toEqual([422, DEFAULT_SETTINGS]);
});

it('lists the placeholders, and knows no other section', async () => {
  const page = await app.get('/admin/installningar/mejltexter');
  expect(page.text).toContain('<dt>{om mötet}</dt>');
  expect((await app.get('/admin/installningar/finns-inte')).status).toBe(404);
  expect((await app.post('/admin/installningar/gruppen', {})).status).toBe(422);
});

it('never overwrites what somebody else saved meanwhile', async () => {
  const path = '/admin/installningar/gruppen';
  const shown = valuesOf('gruppen');
  const mine = { ...shown, before: JSON.stringify(shown), purpose: 'Mitt syfte', lead: 'Min inledning' };
  await app.post(path, {
    ...shown,
    before: JSON.stringify(shown),
    purpose: 'Annat syfte',
    contactName: 'Alva',
  });
  const answer = await app.post(path, mine);
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('Någon annan har sparat det här medan du skrev: ”Annat syfte”.');
  expect(answer.text).toContain('value="Mitt syfte"');
  expect((await getSettings(app.context.db)).purpose).toBe('Annat syfte');
  const before = /name="before" value="([^"]*)"/.exec(answer.text)![1]!.replaceAll('&#34;', '"');
  expect((await app.post(path, { ...mine, contactName: 'Alva', before })).status).toBe(303);
  expect(await getSettings(app.context.db)).toEqual({
    ...DEFAULT_SETTINGS,
    purpose: 'Mitt syfte',
    lead: 'Min inledning',
    contactName: 'Alva',
  });
});
