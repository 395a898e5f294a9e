import { afterEach, beforeEach, expect, it } from 'vitest';
import { transaction } from '../../server/context.ts';
import { getMeeting } from '../../server/meetings/queries.ts';
import { getProposal, insertProposal, updateProposal } from '../../server/proposals/queries.ts';
import { moveProposal } from '../../server/proposals/trail-queries.ts';
import { planThemes } from '../../server/themes/planning-queries.ts';
import { later } from '../../server/shared/time.ts';
import type { TestApp } from '../support/app.ts';
import { HELD, LATER, NEXT, closingForm, itemIn, startAfterMeeting } from '../support/carry-over.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startAfterMeeting();
});
afterEach(() => app.close());

const AT = `/admin/moten/${HELD}/avslut`;
const close = async (change: Record<string, string> = {}) => app.post(AT, await closingForm(app, change));
const trailOf = async (id: number) =>
  (await getProposal(app.context.db, id)).trail.map(({ state, meeting_slug }) => [state, meeting_slug]);

/** A proposal that waits, about the theme of the meeting or on its agenda. */
async function propose(title: string, about: 'theme' | 'item'): Promise<number> {
  const { themes } = await getMeeting(app.context.db, HELD);
  const talk = (await itemIn(app, HELD, 'Läxhjälp'))!;
  return transaction(app.context, async (trx) => {
    const id = await insertProposal(trx, { title, text: title, email: null, received_at: app.clock.now });
    if (about === 'theme') await updateProposal(trx, id, { state: 'planned', theme_id: themes[0]!.id });
    else await trx.updateTable('agenda_item').set({ proposal_id: id }).where('id', '=', talk.id).execute();
    return id;
  });
}

it('moves a proposal whose item was done to discussed, once, and carries one that was not', async () => {
  const id = await propose('Läxhjälp på kvällar', 'item');
  await close();
  expect(await trailOf(id)).toEqual([]);
  expect((await itemIn(app, NEXT, 'Läxhjälp'))!.proposal_id).toBe(id);
  await app.post(`/admin/moten/${HELD}/hallet/borttagning`);
  await close({ all: 'done' });
  await app.post(`/admin/moten/${HELD}/hallet/borttagning`);
  await close({ all: 'done' });
  expect(await trailOf(id)).toEqual([['discussed', HELD]]);
});

it('plans a proposal anew for the meeting that its item goes to, and lets it wait when there is none', async () => {
  const id = await propose('Läxhjälp på kvällar', 'item');
  const { id: held } = await getMeeting(app.context.db, HELD);
  await transaction(app.context, (trx) =>
    moveProposal(trx, { id, state: 'planned', meetingId: held }, app.clock.now),
  );
  const item = (await itemIn(app, HELD, 'Läxhjälp'))!.id;
  const next = String((await getMeeting(app.context.db, NEXT)).id);
  const end = async (choice: string) => {
    app.clock.now = later(app.clock.now, { minutes: 1 });
    await app.post(`${AT}/${item}`, { [`item-${item}`]: choice, [`reason-${item}`]: 'sjukdom', next });
    return (await trailOf(id)).slice(1);
  };
  await close();
  const steps: [string, string | null][] = [['planned', NEXT]];
  expect((await trailOf(id)).slice(1)).toEqual(steps);
  await app.post(`/admin/moten/${HELD}/hallet/borttagning`);
  await close();
  steps.push(['planned', HELD], ['planned', NEXT]);
  expect((await trailOf(id)).slice(1)).toEqual(steps);
  steps.push(['received', null]);
  expect(await end('dropped')).toEqual(steps);
  expect(await end('backlog')).toEqual(steps);
  steps.push(['planned', LATER]);
  app.clock.now = later(app.clock.now, { minutes: 1 });
  await app.post(`/admin/vantande-punkter/${item}`, { meeting: LATER });
  expect((await trailOf(id)).slice(1)).toEqual(steps);
  expect(await end('done')).toEqual([...steps, ['discussed', HELD]]);
});

it.each<[string | undefined, string | null, string]>([
  [undefined, null, 'received'],
  [NEXT, NEXT, 'planned'],
])('lets what was not taken up wait, or go on with the theme: %s', async (more, slug, state) => {
  const id = await propose('Skolgården', 'theme');
  for (const one of [HELD, more ?? HELD])
    await transaction(app.context, async (trx) => {
      const { id: meetingId } = await getMeeting(trx, one);
      await planThemes(
        trx,
        { id: meetingId, coming: true },
        [{ title: 'Skolan', part: null }],
        app.clock.now,
      );
    });
  const { id: meetingId } = await getMeeting(app.context.db, HELD);
  await transaction(app.context, (trx) =>
    moveProposal(trx, { id, state: 'planned', meetingId }, app.clock.now),
  );
  await close({ [`proposal-${id}`]: 'left' });
  expect((await trailOf(id)).at(-1)).toEqual([state, slug]);
});

it('leaves a proposal alone that is planned for another meeting than its item', async () => {
  const id = await propose('Läxhjälp på kvällar', 'item');
  const { id: meetingId } = await getMeeting(app.context.db, LATER);
  await transaction(app.context, (trx) =>
    moveProposal(trx, { id, state: 'planned', meetingId }, app.clock.now),
  );
  await close();
  expect(await trailOf(id)).toEqual([['planned', LATER]]);
});

it('asks about what was planned with the theme', async () => {
  const [done, talked, left] = [
    await propose('Skolgården', 'theme'),
    await propose('Skolmaten', 'theme'),
    await propose('Skolbussen', 'theme'),
  ];
  expect((await app.get(AT)).text).toContain('Är förslaget ”Skolgården” klart?');
  await close({ [`proposal-${done}`]: 'done', [`proposal-${left}`]: 'left' });
  expect(await trailOf(done)).toEqual([['done', HELD]]);
  expect(await trailOf(talked)).toEqual([['discussed', HELD]]);
  expect(await trailOf(left)).toEqual([]);
  expect((await getProposal(app.context.db, left)).state).toBe('planned');
});
