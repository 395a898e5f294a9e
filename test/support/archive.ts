import type { Trx } from '../../db/schema.ts';
import { transaction, type Context } from '../../server/context.ts';
import { insertMeeting } from '../../server/meetings/record-queries.ts';
import { EMPTY_MINUTES, type MinutesContent, type MinutesSection } from '../../server/minutes/minutes.ts';
import { insertRevision, linkMinutesOrganisations, publishRevision } from '../../server/minutes/queries.ts';
import { refreshMeetingIndex } from '../../server/search/queries.ts';
import { saveTheme, setMeetingThemes } from '../../server/themes/queries.ts';

export function aSection(values: Partial<MinutesSection> = {}): MinutesSection {
  return {
    id: 'avsnitt-1',
    heading: 'Skolan',
    level: 1,
    kind: 'talk',
    speakers: [{ name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan' }],
    markdown: 'Ebba berättade.',
    ...values,
  };
}

/** Public minutes, as the record keeps them. */
export function publish(
  context: Context,
  meetingId: number,
  values: Partial<MinutesContent>,
  at = context.now(),
): Promise<void> {
  return transaction(context, async (trx) => {
    await publishIn(trx, meetingId, { ...EMPTY_MINUTES, upcoming: [], ...values }, at);
    await refreshMeetingIndex(trx, meetingId);
  });
}

async function publishIn(trx: Trx, id: number, content: MinutesContent, at: string): Promise<void> {
  const revision = await insertRevision(trx, id, content, { userId: null, note: '', now: at });
  await publishRevision(trx, id, revision, at);
  await linkMinutesOrganisations(trx, id, content, at);
}

/** `count` announced meetings with one theme, one a week until `last`; each past one with public minutes. */
export function fillArchive(context: Context, count: number, last: string): Promise<string[]> {
  const slugs: string[] = [];
  const at = context.now();
  return transaction(context, async (trx) => {
    for (let index = 0; index < count; index++) {
      const date = Temporal.PlainDate.from(last).subtract({ weeks: index }).toString();
      const past = date < at.slice(0, 10);
      const meeting = {
        dates: [date],
        state: past ? ('held' as const) : ('confirmed' as const),
        start_time: '13:30',
        end_time: '15:30',
        place: 'Biblioteket',
        online: '',
        usual: 0 as const,
        description: `Möte nummer ${index}.`,
        announced_at: at,
        imported_at: null,
      };
      const { id, slug } = await insertMeeting(trx, meeting, at);
      await setMeetingThemes(trx, id, [{ id: await saveTheme(trx, 'Områdesarbete', at), part: null }]);
      if (past) await publishIn(trx, id, { ...EMPTY_MINUTES, upcoming: [], sections: [aSection()] }, at);
      slugs.push(slug);
    }
    return slugs.toReversed();
  });
}
