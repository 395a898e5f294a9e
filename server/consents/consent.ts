import type { ConsentKind } from '../../db/tables/meetings.ts';
import { listField, rawField, type Body, type Errors } from '../shared/fields.ts';

export type Consents = Record<ConsentKind, 0 | 1>;

/** The name is printed until somebody says no; everything else only after a yes. */
export const DEFAULT_CONSENTS: Consents = { name: 1, photo: 0, recording: 0, material: 0 };

interface Words {
  /** What the form calls it. */
  word: string;
  label: string;
  hint: string;
  short: string;
}

export const CONSENT_WORDS: Record<ConsentKind, Words> = {
  name: {
    word: 'namn',
    label: 'Mitt namn får visas',
    hint: 'På dagordningen, i minnesanteckningarna och i sökningen.',
    short: 'Namn',
  },
  photo: { word: 'foto', label: 'Ett foto av mig får visas', hint: 'På mötets sida.', short: 'Foto' },
  recording: {
    word: 'inspelning',
    label: 'Min del av mötet får spelas in',
    hint: 'Sekreteraren säger till före mötet om något spelas in.',
    short: 'Inspelning',
  },
  material: {
    word: 'material',
    label: 'Mitt material får visas',
    hint: 'Bilder och annat som du lämnar, på mötets sida.',
    short: 'Material',
  },
};
export const CONSENT_KINDS = Object.keys(CONSENT_WORDS) as ConsentKind[];

/** What was ticked. Undefined when the form did not ask, so that nothing is taken back by a form without the boxes. */
export function readConsents(body: Body): { errors: Errors; consents: Consents | undefined } {
  if (!rawField(body, 'samtycken')) return { errors: {}, consents: undefined };
  const ticked = new Set(listField(body, 'samtycke'));
  const said = CONSENT_KINDS.map((kind) => [kind, ticked.has(CONSENT_WORDS[kind].word) ? 1 : 0]);
  return { errors: {}, consents: Object.fromEntries(said) as Consents };
}

/** The kinds that are another than before. */
export function changedKinds(before: Consents, after: Consents): ConsentKind[] {
  return CONSENT_KINDS.filter((kind) => before[kind] !== after[kind]);
}
