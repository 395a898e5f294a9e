import { expect, it } from 'vitest';
import { spellOut, spellOutSections } from '../../server/minutes/quick-marks.ts';

it.each([
  ['! Vi börjar kl. 13.', '**Överenskommet:** Vi börjar kl. 13.'],
  ['? Vem tar nycklarna?', '**Öppen fråga:** Vem tar nycklarna?'],
  ['!Vi börjar', '**Överenskommet:** Vi börjar'],
  ['- ! Fika\n- ? Saft', '- **Överenskommet:** Fika\n- **Öppen fråga:** Saft'],
  ['F: Hur många\nS: Tolv.\nS: I Råå fler.', 'Hur många?\n\n– Tolv.\n\n– I Råå fler.'],
  [
    'Om läxhjälpen.\n! Den börjar i mars.\nFika.',
    'Om läxhjälpen.\n\n**Överenskommet:** Den börjar i mars.\n\nFika.',
  ],
  ['! Ett.\n→ Rådet: ring skolan', '**Överenskommet:** Ett.\n→ Rådet: ring skolan'],
  ['f: Går det?\n\ns: Ja.', 'Går det?\n\n– Ja.'],
])('spells out %j', (notes, text) => {
  expect(spellOut(notes)).toBe(text);
  expect(spellOut(text)).toBe(text);
});

it.each([
  'Alla kom!',
  'Hur då?\n\n– Så.',
  '![bild](https://example.org/a.png)',
  '!',
  '? ',
  'S:t Jakobs kyrka',
  '```\n! kod\n```',
  '    ! kod',
  '> ! ur ett brev',
  '| ! | ? |\n|---|---|\n| F: | S: |',
  '',
])('leaves %j as it stands', (text) => {
  expect(spellOut(text)).toBe(text);
});

it('gives the same content back when no line is marked', () => {
  const content = { sections: [section('Alla kom.'), section('')] };
  expect(spellOutSections(content)).toBe(content);
  expect(spellOutSections({ sections: [section('! Ja.')] }).sections[0]!.markdown).toBe(
    '**Överenskommet:** Ja.',
  );
});

function section(markdown: string) {
  return {
    id: 'avsnitt-1',
    heading: 'Punkt',
    level: 1 as const,
    kind: 'text' as const,
    speakers: [],
    markdown,
  };
}
