import { afterEach, beforeEach, expect, it } from 'vitest';
import { putAnswer } from '../../server/answers/queries.ts';
import { transaction } from '../../server/context.ts';
import { EMPTY_MINUTES } from '../../server/minutes/minutes.ts';
import { insertRevision } from '../../server/minutes/queries.ts';
import { SECRETARY, startApp, type TestApp } from '../support/app.ts';
import { aSection, publish } from '../support/archive.ts';
import { addSubscriber } from '../support/mail.ts';
import { makeMeeting } from '../support/minutes.ts';

/** Every secret text begins so; nothing public does. */
const CANARY = 'kanarie';
const START = [
  '/',
  '/sitemap.xml',
  '/robots.txt',
  '/feed.xml',
  '/feed.json',
  '/data/moten.json',
  '/data/moten.csv',
  '/kalender.ics',
  '/kalender/alla.ics',
  `/sok?q=${CANARY}`,
  `/sok?q=${CANARY}punkt`,
  `/organisationer/${CANARY}-waiting`,
  `/organisationer/${CANARY}-no`,
  `/organisationer/${CANARY}-dold`,
  `/organisationer/${CANARY}-utkast`,
];

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const speaker = (answer: 'yes' | 'no' | 'waiting', organisation: string = answer) => ({
  name: `${CANARY}namn ${answer}`,
  role: `${CANARY}roll`,
  organisation: `${CANARY} ${organisation}`,
  answer,
});

async function fillWithSecrets(): Promise<void> {
  const { context } = app;
  const announced_at = '2026-11-20T08:00:00.000Z';
  const refusing = [speaker('waiting'), speaker('no')];
  await makeMeeting(context, {
    date: '2026-12-21',
    theme: 'Skolan',
    items: [{ title: `${CANARY}punkt`, kind: 'talk', speakers: [...refusing, speaker('yes', 'dold')] }],
  });
  const invited = await makeMeeting(context, {
    date: '2027-01-18',
    theme: 'Trygghet',
    announced_at,
    items: [{ title: 'Öppen punkt', kind: 'talk', speakers: refusing }],
  });
  const secret = aSection({
    heading: `${CANARY}rubrik`,
    markdown: `${CANARY}text`,
    speakers: [speaker('yes', 'utkast')],
  });
  const content = { ...EMPTY_MINUTES, summary: `${CANARY}sagt`, sections: [secret] };
  const draft = await makeMeeting(context, { date: '2026-10-19', theme: 'Arbete' });
  const mended = await makeMeeting(context, { date: '2026-09-21', theme: 'Bostad' });
  await publish(context, mended.id, { sections: [aSection()] });
  for (const { id } of [draft, mended])
    await transaction(context, (trx) =>
      insertRevision(trx, id, content, { userId: null, note: `${CANARY}not`, now: context.now() }),
    );
  const withdrawn = await makeMeeting(context, { date: '2026-05-18', theme: 'Hälsa' });
  await publish(context, withdrawn.id, content);
  const gone = await app.post(`/admin/moten/${withdrawn.slug}/avpublicering`, { reason: 'Fel namn.' });
  expect(gone.status).toBe(303);
  const reader = `${CANARY}prenumerant`;
  const subscriber_id = await addSubscriber(context, `${reader}@example.org`, 'inbjudan', reader);
  const { id: meeting_id, slug: date } = invited;
  const said = { answer: 'on-site', needs: `${CANARY}behov`, answered_at: app.clock.now } as const;
  await transaction(context, (trx) => putAnswer(trx, { meeting_id, subscriber_id, date, ...said }));
  await app.context.db
    .updateTable('speaker')
    .set({ email: `${CANARY}medverkande@example.org` })
    .execute();
  await fillProposals();
}

async function fillProposals(): Promise<void> {
  const at = app.clock.now;
  const from = { email: `${CANARY}avsandare@example.org`, state: 'received' as const, received_at: at };
  const proposal = (title: string, shown_at: string | null, hidden_at: string | null) =>
    app.context.db
      .insertInto('proposal')
      .values({ ...from, title, text: title, theme_id: null, shown_at, hidden_at })
      .execute();
  await proposal('Öppet förslag', at, null);
  await proposal(`${CANARY}väntar`, null, null);
  await proposal(`${CANARY}gömt`, at, at);
  await app.context.db
    .updateTable('proposal')
    .set({ speaker_name: `${CANARY}berättare`, email_confirmed_at: at })
    .execute();
  const offer = { name: `${CANARY}namn`, email: `${CANARY}erbjuder@example.org`, text: `${CANARY}text` };
  await app.context.db
    .insertInto('proposal_offer')
    .values({ ...offer, proposal_id: 1, received_at: at })
    .execute();
}

/** Whoever follows every link without an account; the answers by address. */
async function crawl(start: string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const queue = [...start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(path)) continue;
    const answer = await fetch(app.baseUrl + path, { redirect: 'manual' });
    const text = `${JSON.stringify([...answer.headers])}\n${await answer.text()}`;
    seen.set(path, text);
    for (const [, link] of text.matchAll(/(?:href="|<loc>|"url": ")([^"<#]+)/g)) {
      const next = link!.replaceAll('&amp;', '&').replace(app.baseUrl, '');
      if (next.startsWith('/') && !next.startsWith('//') && !next.startsWith('/filer/')) queue.push(next);
      if (/^\/moten\/[\d-]+$/.test(next)) queue.push(`${next}.md`, `${next}.json`, `${next}.ics`);
    }
  }
  return seen;
}

it('never tells anybody what is not public', async () => {
  await app.signIn();
  await fillWithSecrets();
  const answers = await crawl(START);
  const leaks = [...answers].flatMap(([path, text]) => {
    const body = path.startsWith('/sok') ? text.replaceAll(/(?<=value="|Sök: |”)kanarie(punkt)?/g, '') : text;
    return [...body.matchAll(/kanarie\S*/gi)].map(([leak]) => `${path}: ${leak}`);
  });
  expect(leaks).toEqual([]);
  expect([...answers].filter(([, text]) => text.includes(SECRETARY.email)).map(([path]) => path)).toEqual([]);
  const everything = [...answers.values()].join('\n');
  for (const open of ['Öppen punkt', 'Öppet förslag', 'Ebba berättade', 'Fel namn.'])
    expect(everything).toContain(open);
  const visited = [...answers.keys()];
  for (const date of ['2026-12-21', '2027-01-18', '2026-10-19', '2026-09-21', '2026-05-18'])
    for (const ending of ['', '.md', '.json', '.ics']) expect(visited).toContain(`/moten/${date}${ending}`);
  for (const path of [
    '/teman/skolan',
    '/organisationer/exempelskolan',
    '/forslag',
    '/forslag/1',
    '/om',
    '/admin',
    '/prenumerera',
    '/moten?ar=2026',
  ])
    expect(visited).toContain(path);
});
