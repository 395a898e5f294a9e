import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { getFollowUp } from '../../server/follow-ups/queries.ts';
import { setOrganisations } from '../../server/follow-ups/record-queries.ts';
import { repointFollowUps } from '../../server/follow-ups/responsible-queries.ts';
import { createTestContext } from '../support/app.ts';
import { addFollowUp, addOrganisation, addPerson } from './support.ts';

let app: ReturnType<typeof createTestContext>;
beforeEach(() => {
  app = createTestContext();
});
afterEach(() => app.context.db.destroy());

it('belongs to the one that is left when two of the register become one, and names it once', async () => {
  const [from, to] = [
    await addOrganisation(app, 'Rådet', null),
    await addOrganisation(app, 'Föreningsrådet', null),
  ];
  const [ebba, bo] = [await addPerson(app, 'Ebba P.', null), await addPerson(app, 'Ebba Provén', null)];
  const ids = [
    await addFollowUp(app, { organisation_id: from, speaker_id: ebba }),
    await addFollowUp(app, { organisation_id: to }),
  ];
  await transaction(app.context, async (trx) => {
    await setOrganisations(trx, ids[0]!, [from, to]);
    await setOrganisations(trx, ids[1]!, [from]);
    await repointFollowUps(trx, 'organisation', from, to);
    await repointFollowUps(trx, 'speaker', ebba, bo);
    await trx.deleteFrom('organisation').where('id', '=', from).execute();
    await trx.deleteFrom('speaker').where('id', '=', ebba).execute();
  });
  const found = [await getFollowUp(app.context.db, ids[0]!), await getFollowUp(app.context.db, ids[1]!)];
  expect(
    found.map((one) => [one.organisation_id, one.speaker_id, one.organisations.map(({ id }) => id)]),
  ).toEqual([
    [to, bo, [to]],
    [to, null, [to]],
  ]);
});
