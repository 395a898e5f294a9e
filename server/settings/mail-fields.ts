import type { SettingField } from './field.ts';
import { readTemplate } from './lines.ts';
import { TEMPLATE_KINDS, type TemplateKind } from './mail-templates.ts';

const KIND_NAMES: Record<TemplateKind, string> = {
  announcement: 'Inbjudan',
  change: 'Ändring',
  cancellation: 'Inställt möte',
  reminder: 'Påminnelse',
  minutes: 'Minnesanteckningar',
  programme: 'Terminsprogram',
  message: 'Fritt meddelande',
};

function template(kind: TemplateKind, part: 'subject' | 'text'): SettingField {
  return {
    name: `${kind}-${part}`,
    label: `${KIND_NAMES[kind]}: ${part === 'subject' ? 'ämnesrad' : 'text'}`,
    ...(part === 'text' && { rows: 12 }),
    required: true,
    show: (settings) => settings.mail[kind][part],
    read: (text) => readTemplate(text, part === 'subject' ? 200 : 10_000),
    put: (settings, value) => ({
      ...settings,
      mail: { ...settings.mail, [kind]: { ...settings.mail[kind], [part]: value as string } },
    }),
  };
}

export const MAIL_FIELDS: readonly SettingField[] = TEMPLATE_KINDS.flatMap((kind) => [
  template(kind, 'subject'),
  template(kind, 'text'),
]);
