import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { refreshThemeIndex } from '../search/queries.ts';
import { Refused } from '../shared/failures.ts';
import { lineField, textField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { listThemeMeetingIds } from './queries.ts';
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
    await changeTheme(trx, theme, values, at);
    await recordAudit(trx, { at, userId, action: 'theme renamed', object: `theme ${id}` });
    return {};
  });
}

/** With all that shows the title; no other theme may have it. */
export async function changeTheme(
  trx: Trx,
  theme: { id: number; slug: string; title: string },
  values: ThemeValues,
  at: string,
): Promise<void> {
  await register.renameTheme(trx, theme, values, at);
  if (theme.title !== values.title) await touchMeetings(trx, await listThemeMeetingIds(trx, theme.id), at);
  await refreshThemeIndex(trx, theme.id);
}

export function mergeTheme(context: Context, from: number, to: number, userId: number): Promise<void> {
  if (from === to) throw new Refused('Välj ett annat tema att slå ihop med.');
  return transaction(context, async (trx) => {
    const at = context.now();
    const themes = [await register.getThemeById(trx, from), await register.getThemeById(trx, to)] as const;
    const concerned = await listThemeMeetingIds(trx, from);
    await register.mergeThemes(trx, ...themes, at);
    await touchMeetings(trx, concerned, at);
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

/** The title is part of what calendars and feeds have fetched. */
async function touchMeetings(trx: Trx, ids: number[], now: string): Promise<void> {
  for (const id of ids) await updateMeeting(trx, id, {}, now);
}
