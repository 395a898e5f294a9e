import { expect, it } from 'vitest';
import { sectionValues } from '../../server/settings/form.ts';
import { getSettings } from '../../server/settings/queries.ts';
import { SECTIONS } from '../../server/settings/sections.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { startApp } from '../support/app.ts';

it('lets the secretary choose the weekday of the mail, and nothing that is no weekday', async () => {
  const app = await startApp();
  await app.signIn();
  const section = SECTIONS.find(({ slug }) => slug === 'utskick')!;
  const fields = sectionValues(section, DEFAULT_SETTINGS);
  const save = (digestDay: string) => app.post('/admin/installningar/utskick', { ...fields, digestDay });
  const stored = async () => (await getSettings(app.context.db)).schedule.digestDay;
  expect((await app.get('/admin/konton')).text).toContain('Du får ett mejl på måndag morgon');
  for (const odd of ['0', '8', 'måndag', '', '1.5'])
    expect([odd, (await save(odd)).status]).toEqual([odd, 422]);
  expect(await stored()).toBe(1);
  expect((await save('3')).status).toBe(303);
  expect(await stored()).toBe(3);
  expect((await app.get('/admin/konton')).text).toContain('Du får ett mejl på onsdag morgon');
  await app.close();
});
