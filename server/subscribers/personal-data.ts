import type { AnswerTable, OutboxTable, SubscriberTable } from '../../db/tables/mail.ts';
import type { SpeakerTable } from '../../db/tables/people.ts';
import type { ProposalTable } from '../../db/tables/proposals.ts';
import { KIND_NAMES, STATE_NAMES } from '../mail/words.ts';
import { wishWords } from './wishes.ts';

interface Profile extends Omit<SubscriberTable, 'id' | 'name' | 'consent_text' | 'link_generation'> {
  name: string;
  consent_text: string;
}

export interface PersonalRecord {
  subscriber: Profile;
  mails: Pick<OutboxTable, 'kind' | 'subject' | 'state' | 'created_at' | 'sent_at'>[];
  answers: (Pick<AnswerTable, 'date' | 'answer' | 'answered_at'> & { needs: string })[];
  proposals: (Pick<ProposalTable, 'title' | 'received_at'> & { text: string })[];
  speakers: (Pick<SpeakerTable, 'name' | 'role' | 'email'> & { organisation: string | null })[];
}

const ANSWERS = { 'on-site': 'kommer på plats', online: 'kommer digitalt', no: 'kan inte' };

export function originName(origin: SubscriberTable['origin']): string {
  return origin === 'import' ? 'inläst lista' : 'formuläret på webbplatsen';
}

/** Everything that is stored about one person (GDPR article 15), for JSON; the instants are UTC. */
export function personalData({ subscriber, mails, answers, proposals, speakers }: PersonalRecord) {
  return {
    prenumeration: profileOf(subscriber),
    mejl: mails.map((mail) => ({
      slag: KIND_NAMES[mail.kind],
      ämne: mail.subject,
      'skrivet (UTC)': mail.created_at,
      'skickat (UTC)': mail.sent_at,
      läge: STATE_NAMES[mail.state],
    })),
    svar: answers.map(({ date, answer, needs, answered_at }) => ({
      'mötets dag': date,
      svar: ANSWERS[answer],
      behov: needs,
      'svarade (UTC)': answered_at,
    })),
    förslag: proposals.map(({ title, text, received_at }) => ({
      rubrik: title,
      text,
      'kom in (UTC)': received_at,
    })),
    medverkande: speakers.map(({ name, role, organisation, email }) => ({
      namn: name,
      roll: role,
      organisation,
      'e-post': email,
    })),
  };
}

function profileOf(subscriber: Profile) {
  return {
    'e-post': subscriber.email,
    namn: subscriber.name,
    får: wishWords(subscriber),
    'samtycke i ord': subscriber.consent_text,
    'kommer från': originName(subscriber.origin),
    'begärd (UTC)': subscriber.requested_at,
    'bekräftad (UTC)': subscriber.confirmed_at,
    'adressen tar inte emot mejl sedan (UTC)': subscriber.refused_at,
    'mejlserverns skäl': subscriber.refused_reason,
  };
}
