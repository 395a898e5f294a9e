import type { Context } from '../context.ts';
import { personalData } from './personal-data.ts';
import { listAnswersOf, listMailsTo, listProposalsFrom, listSpeakersWith } from './personal-queries.ts';
import type { Subscriber } from './queries.ts';

/** The text of the download. */
export async function exportPerson({ db }: Context, subscriber: Subscriber): Promise<string> {
  const { id, email_key } = subscriber;
  const data = personalData({
    subscriber,
    mails: await listMailsTo(db, id),
    answers: await listAnswersOf(db, id),
    proposals: await listProposalsFrom(db, email_key),
    speakers: await listSpeakersWith(db, email_key),
  });
  return `${JSON.stringify(data, null, 2)}\n`;
}
