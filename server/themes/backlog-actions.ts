import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import * as backlog from './backlog-queries.ts';
import { titlesOf, type IdeaForm } from './idea.ts';
import { getThemeById } from './register-queries.ts';

/** Returns how many were not there already. */
export function addIdeas(context: Context, { ideas, note }: IdeaForm, userId: number): Promise<number> {
  const at = context.now();
  return transaction(context, async (trx) => {
    const added = await backlog.addIdeas(trx, titlesOf(ideas), note, at);
    if (added) await recordAudit(trx, { at, userId, action: 'ideas added', object: 'backlog' });
    return added;
  });
}

export function noteIdea(context: Context, id: number, note: string, userId: number): Promise<void> {
  return transaction(context, async (trx) => {
    const theme = await getThemeById(trx, id);
    if (theme.backlog_note === note) return;
    await backlog.setNote(trx, id, note);
    await recordAudit(trx, { at: context.now(), userId, action: 'idea noted', object: `theme ${id}` });
  });
}

/** The theme stays where meetings, proposals or documents have it. */
export function removeIdea(context: Context, id: number, userId: number): Promise<void> {
  return transaction(context, async (trx) => {
    await getThemeById(trx, id);
    if (!(await backlog.takeFromBacklog(trx, id))) return;
    await backlog.forgetUnusedTheme(trx, id);
    await recordAudit(trx, { at: context.now(), userId, action: 'idea removed', object: `theme ${id}` });
  });
}
