import type { Single } from '../mail/single.ts';
import type { Settings } from '../settings/settings.ts';

export const CONFIRM_HOURS = 72;

/** What the form promises; kept with the subscription. */
export function consentText(groupName: string): string {
  return `Jag vill få de mejl som jag har valt från ${groupName}. Jag kan ändra mig när som helst.`;
}

export function confirmationLetter(settings: Settings, link: string): Single['letter'] {
  return {
    subject: `Bekräfta din prenumeration på ${settings.groupName}`,
    text: `Hej!\n\nNågon, troligen du, har skrivit den här adressen på sidan där man prenumererar på mejl från ${settings.groupName}.\n\nBekräfta att du vill ha mejlen:\n${link}\n\nLänken gäller i tre dygn. Vill du inte prenumerera behöver du inte göra något. Då tar vi bort adressen.`,
  };
}

export function alreadyLetter(settings: Settings, manageUrl: string): Single['letter'] {
  return {
    subject: `Du prenumererar redan på ${settings.groupName}`,
    text: `Hej!\n\nNågon, troligen du, har skrivit den här adressen på sidan där man prenumererar på mejl från ${settings.groupName}. Du prenumererar redan, så inget är ändrat.\n\nHär ändrar du vad du får, eller avslutar:\n${manageUrl}`,
  };
}
