import type { SettingField } from './field.ts';
import { readGlossary, readPhrases, showGlossary } from './lines.ts';
import type { Settings } from './settings.ts';

export const MINUTES_FIELDS: readonly SettingField[] = [
  {
    name: 'phrases',
    label: 'Fraser som ofta används',
    hint: 'En per rad. De går att välja när du skriver.',
    rows: 5,
    show: ({ phrases }) => phrases.join('\n'),
    read: readPhrases,
    put: (settings, value) => ({ ...settings, phrases: value as Settings['phrases'] }),
  },
  {
    name: 'glossary',
    label: 'Förkortningar',
    hint: 'En per rad: SIP = samordnad individuell plan. Granskningen föreslår den långa formen.',
    rows: 5,
    show: ({ glossary }) => showGlossary(glossary),
    read: readGlossary,
    put: (settings, value) => ({ ...settings, glossary: value as Settings['glossary'] }),
  },
];
