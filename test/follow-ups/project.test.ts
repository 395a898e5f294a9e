import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { projectSummary } from '../../server/follow-ups/project.ts';
import { listActivities } from '../../server/follow-ups/queries.ts';
import { insertProposal, updateProposal } from '../../server/proposals/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { agendaOf, meetingOn } from './support.ts';

let app: TestApp;
let proposal: number;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  await meetingOn(app, '2026-11-16');
  const at = app.clock.now;
  proposal = await transaction(app.context, async (trx) => {
    const id = await insertProposal(trx, { title: 'Unga bestämmer', text: '', email: null, received_at: at });
    await updateProposal(trx, id, { shown_at: at });
    return id;
  });
});
afterEach(() => app.close());

/** What, who, which organisations, when, how it stands and what was told. */
const ACTIVITIES = [
  [
    'Filmade intervjuer om ungas rättigheter',
    'Greta Påhitt och en gymnasieklass',
    ['Socialtjänsten', 'Exempelgymnasiet'],
    'under hösten',
    'done',
    'Genomförd. Klassen vill fortsätta.',
  ],
  [
    'Vinterfest i två byar',
    'Ungdomar och en byförening',
    ['Fritidskontoret', 'Byföreningen Kvarnen'],
    '',
    'done',
    'Genomförd. Vädret tvingade ut festen, 16–17 barn och unga kom.',
  ],
  [
    'Måla om ett besöksrum',
    'Ungdomar från en fritidsgård',
    ['Ungdomsverkstan', 'Socialtjänsten'],
    'under våren',
    'ongoing',
    'Ungdomarna har sett rummet.',
  ],
  [
    'Aktiviteter som unga vuxna leder',
    'Ett gäng 20-åringar',
    ['Fryshallen', 'Barnhjälpen', 'Studieringen', 'Hälsans hus', 'Ungdomsverkstan'],
    'under våren',
    'open',
    '',
  ],
  [
    'Panelsamtal om identitet',
    'Regnbågsgruppen',
    ['Regnbågsgruppen'],
    'senare under våren',
    'postponed',
    'Uppskjuten på grund av sjukdom.',
  ],
  [
    'Lovaktiviteter för yngre barn',
    'Folkets förening',
    ['Folkets förening'],
    'senare under våren',
    'postponed',
    'Uppskjuten på grund av sjukdom.',
  ],
] as const;

async function enter() {
  for (const [what, who, organisations, when_text] of ACTIVITIES) {
    const fields = {
      what,
      who,
      when_text,
      organisations: organisations.join('\n'),
      proposal: String(proposal),
    };
    expect((await app.post('/admin/uppfoljningar', fields)).status).toBe(303);
  }
}

it('enters a project item by item, reports it at a meeting, and sums it up for everybody', async () => {
  await enter();
  const path = '/admin/moten/2026-11-16/uppfoljningar';
  const form = await app.get(path);
  expect([...form.text.matchAll(/<legend>([^<]*)/g)].map(([, what]) => what)).toEqual(
    ACTIVITIES.map(([what]) => what),
  );
  const reports = ACTIVITIES.flatMap(([, , , , state, answer], index) => [
    [`f${index + 1}-state`, state],
    [`f${index + 1}-answer`, answer],
  ]);
  expect((await app.post(path, Object.fromEntries(reports))).headers.get('location')).toBe(
    `${path}?klart=sparat`,
  );
  await app.post(path, Object.fromEntries(reports));

  const activities = await listActivities(app.context.db, proposal);
  expect(
    activities.map((one) => [
      one.what,
      one.who,
      one.organisations.map(({ name }) => name),
      one.when_text,
      one.state,
      one.answer,
    ]),
  ).toEqual(ACTIVITIES.map(([what, who, names, ...rest]) => [what, who, [...names].sort(), ...rest]));
  expect(activities.map(({ trail }) => trail.map(({ meeting_date }) => meeting_date))).toEqual(
    ACTIVITIES.map(([, , , , state]) => (state === 'open' ? [] : ['2026-11-16'])),
  );
  const summary = '6 aktiviteter: 2 klara, 1 pågår, 1 planerad, 2 uppskjutna, 11 organisationer';
  expect(projectSummary(activities)).toBe(summary);

  const page = (await app.get('/uppfoljningar')).text;
  const project = /<section id="projekt-1">[^]*?<\/section>/.exec(page)![0];
  const words = project.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  expect(words).toContain(`Unga bestämmer ${summary}`);
  expect(words).toContain(
    'Panelsamtal om identitet Uppskjutet Regnbågsgruppen, senare under våren 22 november 2026 Uppskjutet: Uppskjuten på grund av sjukdom. (på mötet 16 november 2026 )',
  );
  expect(words).toContain(
    'Aktiviteter som unga vuxna leder Att göra Ett gäng 20-åringar, under våren Barnhjälpen, Fryshallen, Hälsans hus, Studieringen, Ungdomsverkstan',
  );
  const proposalPage = (await app.get(`/forslag/${proposal}`)).text
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  expect(proposalPage).toContain(summary);
  for (const [what, , organisations] of ACTIVITIES)
    for (const text of [what, ...organisations])
      expect([text, words.includes(text), proposalPage.includes(text)]).toEqual([text, true, true]);
});

it('fills no agenda with a whole project, only with what was answered by link', async () => {
  const { id } = await meetingOn(app, '2026-12-21');
  await enter();
  expect(await agendaOf(app, id)).toEqual([]);
});

it('shows the project only as long as the proposal is shown', async () => {
  await enter();
  await transaction(app.context, (trx) => updateProposal(trx, proposal, { hidden_at: app.clock.now }));
  const { text } = await app.get('/uppfoljningar');
  expect([text.includes('Unga bestämmer'), text.includes('Måla om ett besöksrum')]).toEqual([false, false]);
});

const org = (id: number) => ({ id, slug: '', name: '' });
it.each([
  ['', []],
  ['1 aktivitet: 1 planerad', [['open']]],
  [
    '2 aktiviteter: 1 klar, 1 blev inte av, 1 organisation',
    [
      ['done', 1],
      ['dropped', 1],
    ],
  ],
  [
    '5 aktiviteter: 2 klara, 1 pågår, 2 uppskjutna, 7 organisationer',
    [
      ['done', 1, 2],
      ['done', 3],
      ['ongoing', 4, 1],
      ['postponed', 5, 6],
      ['postponed', 7],
    ],
  ],
] as [string, ['open' | 'done' | 'ongoing' | 'postponed' | 'dropped', ...number[]][]][])(
  'sums up: %s',
  (text, rows) => {
    expect(projectSummary(rows.map(([state, ...ids]) => ({ state, organisations: ids.map(org) })))).toBe(
      text,
    );
  },
);
