/** What a rule looks for; the first ones must be settled before the text is published, the others are advice. */
export const BLOCKING = ['personal-number', 'telephone', 'address', 'email', 'health', 'name'] as const;
export const ADVISING = [
  'link-text',
  'dead-link',
  'heading-order',
  'long-sentence',
  'abbreviation',
  'lix',
] as const;

export type BlockingRule = (typeof BLOCKING)[number];
export type AdvisingRule = (typeof ADVISING)[number];
export type Rule = BlockingRule | AdvisingRule;

/** A way to settle a finding: the words, or what is between `from` and `to`, are replaced by `text`; '' strikes them. */
export interface Remedy {
  /** Verb and object, as on a button. */
  label: string;
  text: string;
  from?: number;
  to?: number;
}

export interface Finding {
  /** Hash of rule and words: the same finding again after the text around it changed. Never the words themselves. */
  key: string;
  rule: Rule;
  blocks: boolean;
  /** The field of the minutes: "summary", "avsnitt-3:markdown". */
  field: string;
  /** Place in the field's text, in UTF-16 units; the words are `text.slice(from, to)`. */
  from: number;
  to: number;
  words: string;
  /** One short sentence. */
  why: string;
  remedies: Remedy[];
}

/** What the rules may take for granted. */
export interface Known {
  /** The group's contact, the only address that may stand in a text. */
  contactEmail: string;
  /** People of the register and the agenda who may be named. */
  names: readonly string[];
  /** What they are called in the text besides their name, to offer instead: role and organisation. */
  people: readonly { name: string; role: string | null; organisation: string | null }[];
  organisations: readonly string[];
  /** Places and public telephone numbers of the group's own settings and meetings: never findings. */
  publicTexts: readonly string[];
  /** Short form and long form. */
  glossary: readonly (readonly [string, string])[];
  /** Whether the target of a link is a page of this site that does not exist. */
  isDead: (target: string) => boolean;
}

/** The text with the remedy taken. */
export function withRemedy(text: string, { from, to }: Pick<Finding, 'from' | 'to'>, remedy: Remedy): string {
  return text.slice(0, remedy.from ?? from) + remedy.text + text.slice(remedy.to ?? to);
}
