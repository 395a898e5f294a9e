import type { Single } from '../mail/single.ts';
import type { Settings } from '../settings/settings.ts';
import { stepText, type Step } from './trail.ts';

export const CONFIRM_HOURS = 72;

/** Asks whether the address is right; nothing else is sent to it before. */
export function confirmLetter(title: string, { groupName }: Settings, link: string): Single['letter'] {
  return {
    subject: 'Vill du veta vad som händer med ditt förslag?',
    text: `Hej!\n\nNågon, troligen du, har lämnat förslaget ”${title}” till ${groupName} och skrivit den här adressen.\n\nTryck här om du vill få ett mejl när något händer med förslaget:\n${link}\n\nLänken gäller i tre dygn. Gör du inget får du inga fler mejl, och vi tar bort adressen.`,
  };
}

export interface Told {
  title: string;
  steps: readonly Step[];
  /** The proposal's own page. */
  page: string;
  /** Where mails end. */
  stop: string;
}

/** What has happened since the last mail. */
export function changeLetter({ title, steps, page, stop }: Told, settings: Settings): Single['letter'] {
  const { groupName, contactName, contactEmail } = settings;
  const lines = steps.map(
    (step) => `– ${stepText(step)}${step.answer ? `. ${step.answer.replace(/\s+/g, ' ')}` : ''}`,
  );
  const contact = [contactName, contactEmail].filter(Boolean).join(', ');
  return {
    subject: `Ditt förslag ”${title}”: ${stepText(steps.at(-1)!).toLocaleLowerCase('sv')}`,
    text: `Hej!\n\nDu har föreslagit ”${title}”. Nu har det hänt något:\n\n${lines.join('\n')}\n\nFölj förslaget här:\n${page}`,
    footer: [
      `Du får det här mejlet för att du har lämnat ett förslag till ${groupName} och velat veta vad som händer.\nSluta få mejl om förslaget: ${stop}`,
      contact && `Kontakt: ${contact}`,
    ]
      .filter(Boolean)
      .join('\n'),
  };
}
