import { transaction, type Context } from '../context.ts';
import { getInvited } from '../invitations/actions.ts';
import { withinLimits } from '../limits/actions.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { updateMeeting } from '../meetings/record-queries.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import type { Errors } from '../shared/fields.ts';
import { readMaterial, safeFileName, type MaterialKind } from './file-kind.ts';
import * as queries from './queries.ts';

const MOST_FILES = 10;
/** Of one meeting: a backup must stay small enough to be made. */
const MOST_OF_MEETING = 100_000_000;
const FULL =
  'Materialet till mötet får högst ta 100 megabyte, och det här får inte plats. Välj en mindre fil, eller hör av dig till gruppens kontaktperson.';

/** Before the file is read at all: the link holds, and not too much has come this way. */
export async function mayHandIn(context: Context, token: string, network: string): Promise<boolean> {
  const { appearance, meeting } = await getInvited(context, token);
  assertTakes(meeting);
  return withinLimits(context, [
    { what: 'material', who: String(appearance.id), most: 30, minutes: 60 },
    { what: 'material of network', who: network, most: 100, minutes: 60 },
  ]);
}

export interface HandedIn {
  kind: MaterialKind;
  title: string;
  file: { bytes: Buffer; name: string };
}

/** Keeps what a speaker hands in; everybody sees it once the speaker allows it. Returns errors by field. */
export async function handIn(
  context: Context,
  token: string,
  { kind, title, file }: HandedIn,
): Promise<Errors> {
  const read = readMaterial(kind, file.bytes);
  if ('fault' in read) return { file: read.fault };
  const { mediaType: media_type, extension, content } = read;
  const file_name = safeFileName(file.name, extension);
  const created_at = context.now();
  return transaction(context, async (trx): Promise<Errors> => {
    const { appearance, meeting } = await getInvited(context, token, trx);
    assertTakes(meeting);
    const there = await queries.listHandedIn(trx, appearance.id);
    if (there.length >= MOST_FILES)
      return { file: `Du har redan lämnat ${MOST_FILES} filer. Ta bort en först.` };
    const replaced = there.filter((old) => kind === 'photo' && old.kind === kind);
    const kept = await queries.sumBytes(
      trx,
      meeting.id,
      replaced.map((old) => old.id),
    );
    if (kept + content.length > MOST_OF_MEETING) return { file: FULL };
    // A new photo takes the place of the old one.
    for (const old of replaced) await queries.deleteDocument(trx, old.id);
    const whose = { meeting_id: meeting.id, agenda_speaker_id: appearance.id, created_at };
    const named = title || file_name.replace(/\.\w+$/, '');
    await queries.insertMaterial(trx, { title: named, kind, file_name, media_type, ...whose }, content);
    await updateMeeting(trx, meeting.id, {}, created_at);
    return {};
  });
}

function assertTakes({ state }: Pick<Meeting, 'state'>): void {
  if (state === 'cancelled')
    throw new Refused('Mötet är inställt. Därför tar vi inte emot något material till det.');
}

/** The speaker takes an own file back; doing it twice is doing it once. */
export function takeBackMaterial(context: Context, token: string, id: number): Promise<void> {
  return transaction(context, async (trx) => {
    const { appearance, meeting } = await getInvited(context, token, trx);
    const own = (await queries.listHandedIn(trx, appearance.id)).some((one) => one.id === id);
    if (!own) return;
    await queries.deleteDocument(trx, id);
    await updateMeeting(trx, meeting.id, {}, context.now());
  });
}

/** A file with its bytes; what is not public only for a secretary. */
export async function getFile(context: Context, id: number, { publicOnly }: { publicOnly: boolean }) {
  const document = await (publicOnly ? queries.findPublicDocument : queries.findDocument)(context.db, id);
  const content = document && (await queries.findContent(context.db, id));
  if (!document || !content) throw new NotFound('Filen finns inte, eller visas inte längre.');
  return { document, content };
}
