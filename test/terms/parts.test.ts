import { expect, it } from 'vitest';
import { meetingTitle } from '../../server/meetings/meeting.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { startApp } from '../support/app.ts';
import { boardForm } from '../support/board.ts';
import { formOf, makeMeeting } from '../support/meetings.ts';

it.each(['the board', 'the page of the meeting'])(
  'leaves no part of a split theme that is taken back on %s',
  async (where) => {
    const app = await startApp();
    await app.signIn();
    const made = [];
    for (const date of ['2028-01-17', '2028-02-14'])
      made.push(await makeMeeting(app, { dates: [date], state: 'tentative' }));
    const titles = async () => (await listMeetings(app.context.db)).map(meetingTitle);
    const path = '/admin/terminer/2028-vt/teman';
    const save = async (fields: object) =>
      app.post(path, { ...(await boardForm(app, '2028-vt')), ...fields });
    await save({ 'theme-1': 'Skola', 'theme-2': 'Skola' });
    expect(await titles()).toEqual(['Skola, del 1', 'Skola, del 2']);
    const edited = { theme: 'Annat', part: '' };
    if (where === 'the board') await save({ 'theme-1': 'Annat', 'part-1': '' });
    else
      await app.post(`/admin/moten/${made[0]!.slug}/redigera`, {
        ...(await formOf(app, made[0]!.slug)),
        ...edited,
      });
    expect(await titles()).toEqual(['Annat', 'Skola']);
    await app.close();
  },
);
