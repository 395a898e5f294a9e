/** What can be read in a file, or in one line why it cannot. */
export type FileText = { text: string } | { fault: string };

export const FORMATS = ['pdf', 'docx', 'pptx'] as const;
export type Format = (typeof FORMATS)[number];

/** More than any report; the search needs no more. */
export const MOST_TEXT = 1_000_000;

export const BROKEN = 'Filen är trasig eller inte hel. Öppna den, spara den igen och välj den på nytt.';
export const LOCKED = 'Filen är låst med lösenord. Spara den utan lösenord, och välj den igen.';
export const TOO_HEAVY =
  'Filen är för tung att läsa. Spara den på nytt, till exempel som en mindre PDF, och välj den igen.';

/** One line for each line of the file, and never more than one empty between them. */
export function tidyText(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/\r\n?|[\u2028\u2029\u000b\u000c]/g, '\n')
      // oxlint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b\u2060\ufeff]/g, '')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
      .slice(0, MOST_TEXT)
  );
}
