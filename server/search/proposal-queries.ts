import type { Db, Trx } from '../../db/schema.ts';
import { plainText } from '../shared/markdown.ts';
import { refreshFollowUpsOf } from './follow-up-queries.ts';
import { replaceRows } from './index-queries.ts';
import { facetsOf } from './index-row.ts';

/** To be called, in the same transaction, by whatever changes what is public of a proposal. */
export async function refreshProposalIndex(trx: Trx, id: number): Promise<void> {
  const proposal = await trx
    .selectFrom('proposal')
    .select(['title', 'text', 'answer', 'theme_id', 'received_at'])
    .where('id', '=', id)
    .where('shown_at', 'is not', null)
    .where('hidden_at', 'is', null)
    .executeTakeFirst();
  const rows = proposal
    ? [
        {
          title: proposal.title,
          body: [proposal.text, plainText(proposal.answer)].filter(Boolean).join('\n'),
          people: '',
          kind: 'proposal' as const,
          address: `/forslag/${id}`,
          date: proposal.received_at.slice(0, 10),
          context: '',
          facets: facetsOf('proposal', proposal.theme_id === null ? [] : [proposal.theme_id]),
        },
      ]
    : [];
  await replaceRows(trx, `proposal ${id}`, rows);
  await refreshFollowUpsOf(trx, 'proposal_id', id);
}

/** All, or those that became a theme. */
export async function listProposalIds(db: Db, themeId?: number): Promise<number[]> {
  let query = db.selectFrom('proposal').select('id').orderBy('id');
  if (themeId) query = query.where('theme_id', '=', themeId);
  return (await query.execute()).map(({ id }) => id);
}
