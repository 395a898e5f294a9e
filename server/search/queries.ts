import type { Trx } from '../../db/schema.ts';
import { selectPublicAppearances } from '../agenda/queries.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeetingById } from '../meetings/queries.ts';
import { findPublicMinutes } from '../minutes/queries.ts';
import { indexDocument, listDocumentIds } from './document-queries.ts';
import { refreshFollowUpsOf } from './follow-up-queries.ts';
import { listOwnersWith, replaceRows } from './index-queries.ts';
import { meetingRows } from './index-row.ts';
import { listProposalIds, refreshProposalIndex } from './proposal-queries.ts';
import { refreshRegisterIndex } from './register-queries.ts';

/** Replaces all that the search knows of this meeting by what is public now. */
export async function indexMeeting(trx: Trx, meeting: Meeting): Promise<void> {
  const minutes = await findPublicMinutes(trx, meeting.id);
  const organisations = await listOrganisations(trx, meeting.id, Boolean(minutes));
  await replaceRows(trx, `meeting ${meeting.id}`, meetingRows(meeting, minutes?.content, organisations));
  await refreshFollowUpsOf(trx, 'meeting_id', meeting.id);
}

/** The organisations that public minutes name, and those of speakers on a public agenda. */
async function listOrganisations(trx: Trx, meetingId: number, inMinutes: boolean): Promise<number[]> {
  const named = await trx
    .selectFrom('minutes_organisation')
    .select('organisation_id as id')
    .where('meeting_id', '=', meetingId)
    .execute();
  const speaking = await selectPublicAppearances(trx)
    .select('speaker.organisation_id as id')
    .where('meeting.id', '=', meetingId)
    .execute();
  const ids = [...(inMinutes ? named : []), ...speaking].map(({ id }) => id);
  return [...new Set(ids.filter((id) => id !== null))].toSorted((one, other) => one - other);
}

/** To be called, in the same transaction, by whatever changes what is public of a meeting. */
export async function refreshMeetingIndex(trx: Trx, meetingId: number): Promise<void> {
  await indexMeeting(trx, await getMeetingById(trx, meetingId));
  await refreshRegisterIndex(trx);
}

/** To be called, in the same transaction, when a meeting is gone. */
export async function forgetMeetingIndex(trx: Trx, meetingId: number): Promise<void> {
  await replaceRows(trx, `meeting ${meetingId}`, []);
  await refreshRegisterIndex(trx);
}

/** To be called when a theme is renamed, described anew or merged (for the one that stays). */
export async function refreshThemeIndex(trx: Trx, themeId: number): Promise<void> {
  const ids = await trx
    .selectFrom('meeting_theme')
    .select('meeting_id')
    .where('theme_id', '=', themeId)
    .execute();
  for (const { meeting_id } of ids) await indexMeeting(trx, await getMeetingById(trx, meeting_id));
  for (const id of await listDocumentIds(trx, themeId)) await indexDocument(trx, id);
  for (const id of await listProposalIds(trx, themeId)) await refreshProposalIndex(trx, id);
  await refreshRegisterIndex(trx);
}

/**
 * To be called when organisations are made, renamed or merged, or get other people; names in minutes stay as they were printed.
 * The meetings of those that are given can then be filtered by them.
 */
export async function refreshOrganisationIndex(trx: Trx, ...organisationIds: number[]): Promise<void> {
  for (const id of await listMeetingsOf(trx, organisationIds))
    await indexMeeting(trx, await getMeetingById(trx, id));
  await refreshRegisterIndex(trx);
}

/** To be called when a person of the register gets another organisation: the meetings can then be filtered by that one. */
export async function refreshSpeakerIndex(trx: Trx, speakerId: number): Promise<void> {
  const meetings = await trx
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .select('agenda_item.meeting_id as id')
    .distinct()
    .where('agenda_speaker.speaker_id', '=', speakerId)
    .execute();
  for (const { id } of meetings) await indexMeeting(trx, await getMeetingById(trx, id));
}

/** Those that they are found by now, and those that they will be found by. */
async function listMeetingsOf(trx: Trx, organisationIds: readonly number[]): Promise<Set<number>> {
  if (!organisationIds.length) return new Set();
  const before = await listOwnersWith(trx, 'organisation', organisationIds);
  const named = await trx
    .selectFrom('minutes_organisation')
    .select('meeting_id as id')
    .where('organisation_id', 'in', organisationIds)
    .execute();
  const speaking = await selectPublicAppearances(trx)
    .select('meeting.id')
    .where('speaker.organisation_id', 'in', organisationIds)
    .execute();
  const owners = before.flatMap((owner) => /^meeting (\d+)$/.exec(owner)?.[1] ?? []);
  return new Set([...owners.map(Number), ...[...named, ...speaking].map(({ id }) => id)]);
}
