import { transaction, type Context } from '../../server/context.ts';
import { deliverDue, type Delivery } from '../../server/mail/delivery.ts';
import { transportFor } from '../../server/mail/transport.ts';
import { insertItem } from '../../server/agenda/queries.ts';
import { insertMeeting } from '../../server/meetings/record-queries.ts';
import { insertSubscriber } from '../../server/subscribers/queries.ts';
import { readWishes } from '../../server/subscribers/wishes.ts';
import { saveTheme, setMeetingThemes } from '../../server/themes/queries.ts';

/** A meeting on 21 December 2026 with an agenda of two items. Returns its address. */
export function addMeeting(context: Context, theme = 'Områdesarbete'): Promise<string> {
  const now = context.now();
  return transaction(context, async (trx) => {
    const { id, slug } = await insertMeeting(
      trx,
      {
        dates: ['2026-12-21'],
        state: 'tentative',
        start_time: '13:30',
        end_time: '15:30',
        place: 'Exempelgatan 1, plan 2',
        online: '',
        usual: 0,
        description: 'Vi talar om [trygghet](https://example.org/trygg).',
        announced_at: null,
        imported_at: null,
      },
      now,
    );
    await setMeetingThemes(trx, id, [{ id: await saveTheme(trx, theme, now), part: null }]);
    const speaker = { name: 'Ebba Provén', role: 'rektor', organisation: 'Exempelskolan' };
    await insertItem(
      trx,
      id,
      { title: 'Skolan i området', kind: 'talk', speakers: [{ ...speaker, answer: 'yes' }] },
      now,
    );
    await insertItem(trx, id, { title: 'Övriga frågor', kind: 'other-business' }, now);
    return slug;
  });
}

export function addSubscriber(context: Context, email: string, wants: string, name = ''): Promise<number> {
  const now = context.now();
  const { wishes } = readWishes(wants.split(' '));
  return transaction(context, (trx) =>
    insertSubscriber(trx, {
      email,
      email_key: email.toLowerCase(),
      name,
      ...wishes,
      state: 'confirmed',
      origin: 'import',
      requested_at: now,
      confirmed_at: now,
    }),
  );
}

/** One round of the queue. */
export async function deliver(context: Context): Promise<Delivery> {
  const transport = transportFor(context.config);
  const delivery = await deliverDue(context, transport);
  transport.close();
  return delivery;
}

export async function outboxStates(context: Context): Promise<string[]> {
  const rows = await context.db.selectFrom('outbox').select('state').orderBy('id').execute();
  return rows.map(({ state }) => state);
}
