import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { saveSpeaker } from '../../server/speakers/queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { propose, sendProposal } from '../support/proposals.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startApp();
  await app.signIn();
});
afterEach(() => app.close());

const VERA = { name: 'Vera Tyst', email: 'vera@example.org', text: 'Jag har byggt en.' };
const speakers = () => app.context.db.selectFrom('speaker').select(['name', 'email']).orderBy('id').execute();
const register = (id: number, offer: string) =>
  app.post(`/admin/forslag/${id}/medverkande`, { erbjudande: offer });

it('puts who offers, and who proposed, into the register once', async () => {
  const id = await propose(app, 'Fler bänkar', { speaks: '1', speaker: 'Unni Glad', email: 'u@example.org' });
  await sendProposal(app, VERA, `/forslag/${id}/erbjudande`);
  expect((await app.get(`/admin/forslag/${id}`)).text).toContain('Lägg till Vera Tyst i registret');
  expect((await app.get('/admin/forslag')).text).toContain('. 2 kan berätta om det');
  for (const offer of ['1', '0', '1', '0']) {
    const answer = await register(id, offer);
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/admin/medverkande/personer/${offer === '1' ? 1 : 2}`,
    ]);
  }
  expect(await speakers()).toEqual([
    { name: 'Vera Tyst', email: 'vera@example.org' },
    { name: 'Unni Glad', email: 'u@example.org' },
  ]);
  expect((await app.get(`/admin/forslag/${id}`)).text.match(/>Finns i registret</g)).toHaveLength(2);
});

it('gives nobody of the register an address that somebody else may have written', async () => {
  await transaction(app.context, (trx) =>
    saveSpeaker(trx, { name: 'Vera Tyst', role: null, organisation: null }, app.clock.now),
  );
  const id = await propose(app, 'Fler bänkar', { speaks: '1', speaker: 'Vera Tyst', email: 'v@example.org' });
  await sendProposal(app, VERA, `/forslag/${id}/erbjudande`);
  for (const offer of ['1', '0']) {
    const answer = await register(id, offer);
    expect(answer.headers.get('location')).toBe('/admin/medverkande/personer/1?klart=samma-namn');
  }
  expect(await speakers()).toEqual([{ name: 'Vera Tyst', email: null }]);
  expect((await app.get('/admin/medverkande/personer/1?klart=samma-namn')).text).toContain(
    'Den är inte sparad.',
  );
  await app.context.db.updateTable('proposal').set({ email_confirmed_at: app.clock.now }).execute();
  expect((await register(id, '0')).headers.get('location')).toBe('/admin/medverkande/personer/1');
  expect(await speakers()).toEqual([{ name: 'Vera Tyst', email: 'v@example.org' }]);
});

it('knows only the offers of that proposal', async () => {
  const [one, other] = [await propose(app, 'Fler bänkar'), await propose(app, 'Fler träd')];
  await sendProposal(app, VERA, `/forslag/${one}/erbjudande`);
  for (const offer of ['1', '0', '', 'x', '9'.repeat(20)])
    expect((await register(other, offer)).status).toBe(404);
  await app.post(`/admin/forslag/${other}/erbjudande/borttagning`, { erbjudande: '1' });
  expect((await app.get(`/admin/forslag/${one}`)).text).toContain('vera@example.org');
  for (const _ of [1, 2])
    expect((await app.post(`/admin/forslag/${one}/erbjudande/borttagning`, { erbjudande: '1' })).status).toBe(
      303,
    );
  expect((await app.get(`/admin/forslag/${one}`)).text).not.toContain('vera@example.org');
  expect(await speakers()).toEqual([]);
});
