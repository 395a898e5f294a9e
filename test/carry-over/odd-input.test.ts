import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { HELD, closingForm, itemIn, startAfterMeeting } from '../support/carry-over.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startAfterMeeting();
});
afterAll(() => app.close());

const AT = `/admin/moten/${HELD}/avslut`;
const ODD = ['', 'x', '-1', '9'.repeat(30), '__proto__', '\u0000', '<b>', 'x'.repeat(500_000)];

it('stands fields that are missing, doubled, odd and huge, and changes nothing by them', async () => {
  const id = (await itemIn(app, HELD, 'Läxhjälp'))!.id;
  const form: Record<string, string | string[]> = await closingForm(app);
  const faulty = { ...form, [`item-${id}`]: '' };
  const before = app.bytes();
  for (const path of [AT, `${AT}/${id}`])
    for (const name of [
      `item-${id}`,
      `meeting-${id}`,
      `reason-${id}`,
      'next',
      'item-x',
      'proposal-1',
      'item-0',
    ])
      for (const value of ODD)
        for (const sent of [value, [value, value]])
          expect([path, name, (await app.post(path, { ...faulty, [name]: sent })).status]).toEqual([
            path,
            name,
            422,
          ]);
  for (const path of [AT, `${AT}/${id}`]) expect((await app.post(path)).status).toBe(422);
  expect((await app.post('/admin/vantande-punkter/x', { meeting: ['a', 'b'] })).status).toBe(404);
  expect((await app.post(`${AT}/x`, form)).status).toBe(404);
  expect(app.bytes().equals(before)).toBe(true);
});

it('shows what was typed as text', async () => {
  const id = (await itemIn(app, HELD, 'Läxhjälp'))!.id;
  const reason = '"><script>alert(1)</script>';
  const form = { ...(await closingForm(app)), [`reason-${id}`]: reason, [`item-${id}`]: '' };
  const { text } = await app.post(AT, form);
  expect(text).not.toContain('<script>alert');
  expect(text).toContain('&lt;script&gt;alert(1)');
});
