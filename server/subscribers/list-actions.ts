import { transaction, type Context } from '../context.ts';
import { getSettings } from '../settings/queries.ts';
import { emailKey } from '../shared/email-address.ts';
import { suppressionHash } from './actions.ts';
import { consentText } from './confirmation.ts';
import type { ListedPerson } from './csv.ts';
import * as queries from './queries.ts';

export interface Imported {
  added: number;
  known: number;
  unsubscribed: number;
}

/** Who has unsubscribed is never added again, and nobody's own choices are changed. */
export async function importList(context: Context, people: readonly ListedPerson[]): Promise<Imported> {
  const now = context.now();
  const consent_text = `Från gruppens tidigare lista. ${consentText((await getSettings(context.db)).groupName)}`;
  const imported: Imported = { added: 0, known: 0, unsubscribed: 0 };
  await transaction(context, async (trx) => {
    for (const { email, name, wishes } of people) {
      const key = emailKey(email);
      const known = await queries.findByEmail(trx, key);
      if (known?.state === 'confirmed') imported.known++;
      else if (await queries.isSuppressed(trx, suppressionHash(context, key))) imported.unsubscribed++;
      else {
        const row = { name, ...wishes, origin: 'import', consent_text, confirmed_at: now } as const;
        if (known) await queries.updateSubscriber(trx, known.id, { ...row, state: 'confirmed' });
        else
          await queries.insertSubscriber(trx, {
            ...row,
            email,
            email_key: key,
            state: 'confirmed',
            requested_at: now,
          });
        imported.added++;
      }
    }
  });
  return imported;
}
