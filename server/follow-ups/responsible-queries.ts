import type { Trx } from '../../db/schema.ts';
import { setSpeakerAddress } from '../speakers/address-queries.ts';
import { Refused } from '../shared/failures.ts';

interface Responsible {
  speaker_id: number | null;
  organisation_id: number | null;
}

/** Somebody may have merged them away since the form was shown. */
export async function assertInRegister(
  trx: Trx,
  { speaker_id, organisation_id }: Responsible,
): Promise<void> {
  const person = trx
    .selectFrom('speaker')
    .select('id')
    .where('id', '=', speaker_id ?? 0);
  const organisation = trx
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisation_id ?? 0);
  if (
    (speaker_id && !(await person.executeTakeFirst())) ||
    (organisation_id && !(await organisation.executeTakeFirst()))
  )
    throw new Refused('Den du valde finns inte längre i registret. Gå tillbaka och välj igen.');
}

/** Writes the address in the register, where it stands for all that this one answers for. */
export async function giveAddress(
  trx: Trx,
  { speaker_id, organisation_id }: Responsible,
  email: string | null,
): Promise<void> {
  if (speaker_id) await setSpeakerAddress(trx, speaker_id, email);
  if (organisation_id)
    await trx.updateTable('organisation').set({ email }).where('id', '=', organisation_id).execute();
}

/** When two of the register become one. */
export async function repointFollowUps(
  trx: Trx,
  kind: 'speaker' | 'organisation',
  from: number,
  to: number,
): Promise<void> {
  const column = kind === 'speaker' ? 'speaker_id' : 'organisation_id';
  await trx
    .updateTable('follow_up')
    .set({ [column]: to })
    .where(column, '=', from)
    .execute();
  if (kind === 'speaker') return;
  const both = trx
    .selectFrom('follow_up_organisation')
    .select('follow_up_id')
    .where('organisation_id', '=', to);
  await trx
    .updateTable('follow_up_organisation')
    .set({ organisation_id: to })
    .where('organisation_id', '=', from)
    .where('follow_up_id', 'not in', both)
    .execute();
}
