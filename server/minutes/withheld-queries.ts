import type { Db } from '../../db/schema.ts';
import { namesBefore } from '../invitations/appearance.ts';
import type { MinutesContent } from './minutes.ts';
import { withoutWithheld, type NamedSpeaker } from './withheld.ts';

/** Whatever is written, a name that must not be shown never comes back into the speakers' lines. */
export async function leaveOutWithheld(
  db: Db,
  meetingId: number,
  content: MinutesContent,
): Promise<MinutesContent> {
  return withoutWithheld(content, await listNamed(db, meetingId));
}

/** Who is on the agenda, under each name that was printed. */
export async function listNamed(db: Db, meetingId: number): Promise<NamedSpeaker[]> {
  const rows = await db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .innerJoin('speaker', 'speaker.id', 'agenda_speaker.speaker_id')
    .leftJoin('consent', (join) =>
      join.onRef('consent.agenda_speaker_id', '=', 'agenda_speaker.id').on('consent.kind', '=', 'name'),
    )
    .select([
      'agenda_speaker.name',
      'agenda_speaker.role',
      'agenda_speaker.organisation',
      'agenda_speaker.printed_before',
      'speaker.name as registered',
      'consent.given',
    ])
    .where('agenda_item.meeting_id', '=', meetingId)
    .execute();
  return rows.flatMap(({ given, printed_before, registered, ...print }): NamedSpeaker[] => {
    if (given !== 0) return [{ ...print, named: 1 }];
    const names = new Set([print.name, registered, ...namesBefore({ printed_before })]);
    return [...names].map((name) => ({ ...print, name, named: 0 }));
  });
}
