import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { mergeSection, readSection, type Values } from './form.ts';
import { getSettings, saveSettings } from './queries.ts';
import type { SettingSection } from './sections.ts';

/** Saves one section, unless somebody else changed the same field meanwhile. Meetings that exist keep what they have. */
export function changeSettings(
  context: Context,
  userId: number,
  section: SettingSection,
  body: Body,
): Promise<{ errors: Errors; values: Values }> {
  const now = context.now();
  return transaction(context, async (trx) => {
    const before = await getSettings(trx);
    const { values, clashes } = mergeSection(section, before, body);
    const { errors, settings } = readSection(section, before, values);
    if (hasErrors(errors) || hasErrors(clashes)) return { values, errors: { ...clashes, ...errors } };
    const changed = Object.entries(settings).filter(
      ([key, value]) => value !== before[key as keyof typeof before],
    );
    await saveSettings(trx, Object.fromEntries(changed), now);
    await recordAudit(trx, {
      at: now,
      userId,
      action: 'settings changed',
      object: `settings ${section.slug}`,
    });
    return { values, errors };
  });
}
