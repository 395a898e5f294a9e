import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { transaction, type Context } from '../context.ts';
import { refreshOrganisationIndex, refreshSpeakerIndex } from '../search/queries.ts';
import { readEmail } from '../shared/email-address.ts';
import { Refused } from '../shared/failures.ts';
import type { Errors } from '../shared/fields.ts';
import { setSpeakerAddress } from './address-queries.ts';
import type { PersonValues } from './form.ts';
import { saveOrganisation } from './queries.ts';
import * as register from './register-queries.ts';

/** One audited change of the register. */
function change<T>(
  context: Context,
  event: { userId: number; action: string; object: string; detail?: string },
  work: (trx: Trx, now: string) => Promise<T>,
): Promise<T> {
  return transaction(context, async (trx) => {
    const at = context.now();
    const result = await work(trx, at);
    await refreshOrganisationIndex(trx);
    await recordAudit(trx, { at, ...event });
    return result;
  });
}

/** Returns errors by field, or none when it is done. */
export async function editOrganisation(
  context: Context,
  id: number,
  { name, email }: Pick<PersonValues, 'name' | 'email'>,
  userId: number,
): Promise<Errors> {
  const same = await register.findOrganisationByName(context.db, name);
  if (same && same.id !== id)
    return { name: `”${same.name}” finns redan. Slå ihop dem i stället, längre ner på sidan.` };
  const event = { userId, action: 'organisation edited', object: `organisation ${id}` };
  await change(context, event, async (trx, now) => {
    await register.renameOrganisation(trx, await register.getOrganisationById(trx, id), name, now);
    await register.setOrganisationEmail(trx, id, readEmail(email) ?? null);
  });
  return {};
}

export function mergeOrganisation(context: Context, from: number, to: number, userId: number): Promise<void> {
  if (from === to) throw new Refused('Välj en annan organisation att slå ihop med.');
  const detail = `organisation ${from}`;
  const event = { userId, action: 'organisations merged', object: `organisation ${to}`, detail };
  return change(context, event, async (trx, now) => {
    const old = await register.getOrganisationById(trx, from);
    await register.mergeOrganisations(trx, old, await register.getOrganisationById(trx, to), now);
    await refreshOrganisationIndex(trx, from, to);
  });
}

/** What is printed on agendas and in minutes stays. */
export function editSpeaker(
  context: Context,
  id: number,
  values: PersonValues,
  userId: number,
): Promise<void> {
  const event = { userId, action: 'speaker edited', object: `speaker ${id}` };
  return change(context, event, async (trx, now) => {
    await register.getSpeakerById(trx, id);
    const { name, role, organisation, email } = values;
    const organisation_id = organisation ? await saveOrganisation(trx, organisation, now) : null;
    await register.updateSpeaker(trx, id, { name, role: role || null, organisation_id });
    await setSpeakerAddress(trx, id, readEmail(email) ?? null);
    await refreshSpeakerIndex(trx, id);
  });
}

export function mergeSpeaker(context: Context, from: number, to: number, userId: number): Promise<void> {
  if (from === to) throw new Refused('Välj en annan person att slå ihop med.');
  const event = { userId, action: 'speakers merged', object: `speaker ${to}`, detail: `speaker ${from}` };
  return change(context, event, async (trx) => {
    await register.getSpeakerById(trx, from);
    await register.getSpeakerById(trx, to);
    await register.mergeSpeakers(trx, from, to);
    await refreshSpeakerIndex(trx, to);
  });
}
