import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { addMeeting, type Actor } from '../meetings/actions.ts';
import { dateFault } from '../meetings/form.ts';
import { getSettings } from '../settings/queries.ts';
import { Refused } from '../shared/failures.ts';
import { dateIn, mediumDate } from '../shared/time.ts';
import { openRows, type TermRow } from './coverage.ts';
import { listTermRows } from './queries.ts';
import { termFault } from './term.ts';

/**
 * Makes tentative meetings of the rows that have none, all or nothing; mails nobody. Returns their dates.
 * `choose` gives the dates that a row's meeting may fall on, the likeliest first; without it each row gets what is proposed.
 */
export function createTerm(
  context: Context,
  term: string,
  user: Actor,
  choose: (row: TermRow) => string[] = ({ proposal }) => (proposal ? [proposal.date] : []),
): Promise<string[]> {
  const now = context.now();
  return transaction(context, async (trx) => {
    const settings = await getSettings(trx);
    const today = dateIn(settings.zone, now);
    const fault = termFault(term, today);
    if (fault) throw new Refused(fault);
    const { startTime: start, endTime: end, zone } = settings;
    const created: string[] = [];
    const taken = new Set<string>();
    for (const row of openRows(await listTermRows(trx, term, settings, today))) {
      const dates = choose(row);
      for (const date of dates) {
        if (taken.has(date) || !row.options.some((option) => option.date === date))
          throw new Refused(`Dagen ${mediumDate(date)} är inte ledig längre. Ladda om sidan och välj igen.`);
        const wrong = dateFault(date, { today, start, end, zone });
        if (wrong) throw new Refused(wrong);
        taken.add(date);
      }
      if (!dates[0]) continue;
      await addMeeting(trx, { dates, theme: '' }, user, now);
      created.push(dates[0]);
    }
    if (created.length)
      await recordAudit(trx, { at: now, userId: user.id, action: 'term planned', object: `term ${term}` });
    return created;
  });
}
