import type { Db } from '../../db/schema.ts';

/** Every mail to this person that is still remembered, oldest first. */
export function listMailsTo(db: Db, subscriberId: number) {
  return db
    .selectFrom('outbox')
    .select(['kind', 'subject', 'state', 'created_at', 'sent_at'])
    .where('subscriber_id', '=', subscriberId)
    .orderBy('id')
    .execute();
}

export function listAnswersOf(db: Db, subscriberId: number) {
  return db
    .selectFrom('answer')
    .select(['date', 'answer', 'needs', 'answered_at'])
    .where('subscriber_id', '=', subscriberId)
    .orderBy('id')
    .execute();
}

/** Proposals that were sent in with this address. */
export function listProposalsFrom(db: Db, emailKey: string) {
  return db
    .selectFrom('proposal')
    .select(['title', 'text', 'received_at'])
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', emailKey))
    .orderBy('id')
    .execute();
}

/** The register's people with this address. */
export function listSpeakersWith(db: Db, emailKey: string) {
  return db
    .selectFrom('speaker')
    .leftJoin('organisation', 'organisation.id', 'speaker.organisation_id')
    .select(['speaker.name', 'speaker.role', 'speaker.email', 'organisation.name as organisation'])
    .where((eb) => eb(eb.fn<string>('lower', ['speaker.email']), '=', emailKey))
    .orderBy('speaker.id')
    .execute();
}
