/** A person as printed. */
export interface SpeakerName {
  name: string;
  role: string | null;
  organisation: string | null;
}
