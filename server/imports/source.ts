/** One text of a file: a file of a blog holds many. */
export interface SourceText {
  text: string;
  format: 'text' | 'markdown';
  /** Of the post, "2027-01-08". */
  published?: string;
  /** Of the post. */
  title?: string;
  origin?: Origin;
}

/** The place where a text was read before. */
export interface Origin {
  /** A page may have several. */
  addresses: string[];
  attachments: Attachment[];
}

export const NOWHERE: Origin = { addresses: [], attachments: [] };

/** A file that lies there still. */
export interface Attachment {
  title: string;
  address: string;
  published: string | null;
}

/** What can be recognised anew, with a year. */
export type Undated = Pick<SourceText, 'text' | 'format' | 'published'>;

/** What a file holds, or in one line why it cannot be read. */
export type SourceRead = { texts: SourceText[] } | { fault: string };

/** The bytes, or a file that the reader opens itself, so that they lie in one process only. */
export type Content = { bytes: Uint8Array } | { path: string };

/** What the reading thread is asked. */
export interface Question {
  name: string;
  content: Content;
  year: number | undefined;
}

export type Heavy = 'html' | 'docx' | 'pdf' | 'wordpress';

export const BROKEN = 'Filen är trasig eller inte hel. Öppna den, spara den igen och försök på nytt.';
export const LOCKED = 'Filen är låst med lösenord. Spara den utan lösenord, och försök igen.';
export const TOO_HEAVY =
  'Filen är för tung att läsa. Spara den på nytt, eller klistra in texten i en .txt-fil.';
export const NO_TEXT = 'Filen har ingen text som går att läsa. En inskannad bild måste skrivas av.';
export const ENTITIES = 'Filen har en DOCTYPE eller egna XML-entiteter. Sådana filer läses inte.';
