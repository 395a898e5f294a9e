import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import * as record from '../../server/follow-ups/record-queries.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeMeeting } from '../support/minutes.ts';
import { refreshMeetingIndex } from '../../server/search/queries.ts';

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

const hits = async (query: string) =>
  [...(await app.get(`/sok?q=${query}`)).text.matchAll(/<h2><a href="([^"]+)"/g)].map(
    ([, address]) => address,
  );

it('finds a follow-up that everybody may see, by what, by whom and by its answers', async () => {
  const { id: meeting_id } = await makeMeeting(app.context, { date: '2026-10-19', theme: 'Klädbyte' });
  const [created_at, shown_at] = [app.clock.now, app.clock.now];
  const row = { what: 'Undersök hälsodag', who: 'Föreningsrådet', created_at, meeting_id };
  const [shown, hidden] = await transaction(app.context, async (trx) => [
    await record.insertFollowUp(trx, { ...row, shown_at }),
    await record.insertFollowUp(trx, row),
  ]);
  const address = `/uppfoljningar#uppfoljning-${shown}`;
  expect(await hits('hälsodagen')).toEqual([address]);
  expect(await hits('undersök+föreningsrådet&typ=uppfoljning&tema=kladbyte&ar=2026')).toEqual([address]);
  await transaction(app.context, (trx) =>
    record.insertEvent(trx, {
      follow_up_id: shown!,
      at: created_at,
      state: 'done',
      answer: 'Vi ordnade ponnyridning',
      by_link: 0,
      meeting_id: null,
    }),
  );
  expect(await hits('ponny')).toEqual([address]);
  await transaction(app.context, (trx) => record.emptyAnswer(trx, 1));
  expect(await hits('ponny')).toEqual([]);
  await transaction(app.context, async (trx) => {
    await record.updateFollowUp(trx, hidden!, { shown_at });
    await record.deleteFollowUp(trx, shown!);
    await refreshMeetingIndex(trx, meeting_id);
  });
  expect(await hits('hälsodag')).toEqual([`/uppfoljningar#uppfoljning-${hidden}`]);
});
