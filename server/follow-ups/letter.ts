import { mediumDate, longDate } from '../shared/time.ts';
import { whoAndWhen, type FollowUp } from './follow-up.ts';

interface Asking {
  name: string;
  groupName: string;
  /** The day of the meeting where the answers are told; undefined when none is planned. */
  nextDate: string | undefined;
  items: readonly { followUp: FollowUp; url: string }[];
}

/** One letter to one person about all that the person answers for. */
export function askingLetter({ name, groupName, nextDate, items }: Asking): {
  subject: string;
  text: string;
} {
  const subject =
    items.length === 1
      ? `Hur går det? ${items[0]!.followUp.what.slice(0, 80)}`
      : `Hur går det? ${items.length} uppföljningar från ${groupName}`;
  const text = [
    name ? `Hej ${name}!` : 'Hej!',
    `${items.length === 1 ? 'Det här' : 'De här sakerna'} kom vi överens om. Hur har det gått? Öppna länken, välj ett svar och skriv en mening. Du behöver inget konto.`,
    items.map(({ followUp, url }) => `${told(followUp)}\n${url}`).join('\n\n'),
    nextDate
      ? `Svara gärna före mötet ${longDate(nextDate)}. Svaret kommer med på dagordningen, och alla kan läsa det.`
      : 'Svaret kommer med på nästa dagordning, och alla kan läsa det.',
  ].join('\n\n');
  return { subject, text };
}

function told(followUp: FollowUp): string {
  const agreed = followUp.meeting_date && `mötet ${mediumDate(followUp.meeting_date)}`;
  const about = [whoAndWhen(followUp), agreed].filter(Boolean).join('; ');
  return `${followUp.what}${about ? ` (${about})` : ''}`;
}
