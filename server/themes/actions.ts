import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { refreshThemeIndex } from '../search/queries.ts';
import { Refused } from '../shared/failures.ts';
import { lineField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import * as register from './register-queries.ts';

export interface ThemeValues {
  title: string;
  description: string;
}

export function readTheme(body: Body): { errors: Errors; values: ThemeValues } {
  const values = { title: lineField(body, 'title'), description: textField(body, 'description') };
  const errors: Errors = {};
  const title = values.title ? tooLong(values.title, 120) : 'Skriv vad temat heter.';
  const description = tooLong(values.description, 10_000);
  if (title) errors['title'] = title;
  if (description) errors['description'] = description;
  return { errors, values };
}

/** Returns errors by field, or none when it is done. */
export function renameTheme(
  context: Context,
  id: number,
  values: ThemeValues,
  userId: number,
): Promise<Errors> {
  return transaction(context, async (trx): Promise<Errors> => {
    const theme = await register.getThemeById(trx, id);
    const same = await register.findThemeByTitle(trx, values.title);
    if (same && same.id !== id)
      return { title: `Temat ”${same.title}” finns redan. Slå ihop dem i stället, längre ner på sidan.` };
    const at = context.now();
    await register.renameTheme(trx, theme, values, at);
    await refreshThemeIndex(trx, id);
    await recordAudit(trx, { at, userId, action: 'theme renamed', object: `theme ${id}` });
    return {};
  });
}

export function mergeTheme(context: Context, from: number, to: number, userId: number): Promise<void> {
  if (from === to) throw new Refused('Välj ett annat tema att slå ihop med.');
  return transaction(context, async (trx) => {
    const at = context.now();
    const themes = [await register.getThemeById(trx, from), await register.getThemeById(trx, to)] as const;
    await register.mergeThemes(trx, ...themes, at);
    await refreshThemeIndex(trx, to);
    await recordAudit(trx, {
      at,
      userId,
      action: 'themes merged',
      object: `theme ${to}`,
      detail: `theme ${from}`,
    });
  });
}
