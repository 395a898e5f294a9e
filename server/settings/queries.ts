import type { Db, Trx } from '../../db/schema.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

/** What is not set keeps its default. */
export async function getSettings(db: Db): Promise<Settings> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).execute();
  const saved = Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown]));
  const merged = { ...DEFAULT_SETTINGS, ...(saved as Partial<Settings>) };
  return {
    ...merged,
    rule: { ...DEFAULT_SETTINGS.rule, ...merged.rule },
    schedule: { ...DEFAULT_SETTINGS.schedule, ...merged.schedule },
    retention: { ...DEFAULT_SETTINGS.retention, ...merged.retention },
    mail: { ...DEFAULT_SETTINGS.mail, ...merged.mail },
  };
}

export async function saveSettings(trx: Trx, settings: Partial<Settings>, now: string): Promise<void> {
  for (const [key, value] of Object.entries(settings)) {
    const row = { value: JSON.stringify(value), changed_at: now };
    await trx
      .insertInto('setting')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute();
  }
}

/** The instant of the last change, or undefined when nothing was changed yet. */
export async function settingsChangedAt(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('setting')
    .select((eb) => eb.fn.max('changed_at').as('at'))
    .executeTakeFirst();
  return row?.at ?? undefined;
}

/** Makes the key of this database the first time. */
export async function getSecret(trx: Trx, name: string, fresh: string): Promise<string> {
  await trx
    .insertInto('secret')
    .values({ name, value: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await trx.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirstOrThrow())
    .value;
}
