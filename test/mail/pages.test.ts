import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { addMeeting, addSubscriber } from '../support/mail.ts';

let app: TestApp;
let slug: string;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
  slug = await addMeeting(app.context);
});
afterEach(() => app.close());

const words = { subject: 'Ändrad tid', text: 'Hej!\n\n{ändring}', when: 'wait' };
const send = (kind: string, fields: Record<string, string>) =>
  app.post(`/admin/moten/${slug}/utskick`, { slag: kind, ...fields });

async function queued(): Promise<string> {
  const answer = await send('announcement', { subject: 'Välkommen', text: 'Hej!', when: 'wait' });
  return answer.headers.get('location')!.split('?')[0]!;
}

it('asks what is changed, as long as the text has a place for it', async () => {
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan ändringar');
  await queued();
  const asked = await send('change', { ...words, change: '' });
  expect(asked.status).toBe(422);
  expect(asked.text).toContain(
    '<a href="#f-change">Skriv vad som är ändrat, eller ta bort {ändring} ur texten.</a>',
  );
  expect((await send('change', { ...words, text: 'Vi ses i sal 2.', change: '' })).status).toBe(303);
  expect((await send('change', { ...words, change: 'Vi ses i sal 3.' })).status).toBe(303);
});

it('does not say that everybody has it when nobody wants it', async () => {
  const none = (await send('announcement', { subject: 'Hej', text: 'Hej!', when: 'wait' })).headers.get(
    'location',
  )!;
  expect((await app.get(none)).text).toContain('Ingen har valt att få den sortens mejl.');
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  await queued();
  const again = (await send('announcement', { subject: 'Hej', text: 'Hej!', when: 'wait' })).headers.get(
    'location',
  )!;
  expect((await app.get(again)).text).toContain('Alla som vill ha det här utskicket har det redan');
});

it.each([
  ['sent', '<span class="tag">Klart</span>'],
  ['failed', '<span class="tag warn">Nådde inte alla</span>'],
  ['unknown', '<span class="tag warn">Nådde inte alla</span>'],
] as const)('says by more than colour how it went when a mail is %s', async (state, tag) => {
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  const path = await queued();
  await app.context.db.updateTable('outbox').set({ state }).execute();
  for (const page of ['/admin/utskick', path]) expect((await app.get(page)).text).toContain(tag);
});

it('names in each row whose mail it is, on a phone too', async () => {
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  const { text } = await app.get(await queued());
  expect(text).toContain('<th scope="row">eva@example.org</th><td data-label="Läge">väntar</td>');
  expect(text).toContain('Läs mejlet<span class="visually-hidden"> till eva@example.org</span></a>');
  await app.post('/prenumerera', { email: 'olle@example.org', wants: 'inbjudan' });
  expect((await app.get('/admin/utskick')).text).toContain('<td data-label="Till">olle@example.org</td>');
});

it('shows the mail before the buttons that send it, and Enter shows it', async () => {
  await addSubscriber(app.context, 'eva@example.org', 'inbjudan');
  const { text } = await app.get(`/admin/moten/${slug}/utskick/ny?slag=announcement`);
  const form = text.slice(text.indexOf('id="utskick"'));
  const order = [
    'name="text"',
    'Visa mejlet</button>',
    '<iframe',
    'name="when"',
    'Skicka utskicket</button>',
  ];
  expect(order.map((part) => form.indexOf(part))).toEqual(
    order.map((part) => form.indexOf(part)).toSorted((one, other) => one - other),
  );
  expect(/<button[^>]*>/.exec(form)![0]).toContain('formtarget="forhandsvisning"');
});
