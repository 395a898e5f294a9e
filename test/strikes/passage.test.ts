import { expect, it } from 'vitest';
import { countPassage, strikeOut } from '../../server/strikes/passage.ts';

const P = 'Ebba är sjuk';
const strict = (text: string, passage: string, instead = '') =>
  strikeOut(text, { text: passage, instead, loose: false });
const loose = (text: string, passage: string, instead = '') =>
  strikeOut(text, { text: passage, instead, loose: true });

it.each([
  ['Vi vet att Ebba är sjuk i dag.', P, 'Vi vet att i dag.'],
  ['Vi vet att Ebba\u00a0är\n   sjuk.', P, 'Vi vet att.'],
  ['Hej. Ebba är sjuk. Nu går vi.', P, 'Hej. Nu går vi.'],
  ['Hej. Ebba är sjuk. Nu går vi.', `${P}.`, 'Hej. Nu går vi.'],
  ['Ebba är sjuk i dag', P, 'i dag'],
  ['- ett\n- Ebba är sjuk.\n- två', P, '- ett\n- två'],
  ['1. ett\n2. Ebba är sjuk\n3. två', P, '1. ett\n3. två'],
  ['Hej\n\nEbba är sjuk.\n\nSlut', P, 'Hej\n\nSlut'],
  ['Hej\nEbba är sjuk\nSlut', P, 'Hej\nSlut'],
  ['Det är (Ebba är sjuk) så', P, 'Det är () så'],
  ['Vi **Ebba är sjuk** här', P, 'Vi här'],
  ['Se [Ebba är sjuk](https://example.org/a) här', P, 'Se här'],
  ['→ Rådet: ring Ebba', '→ Rådet: ring Ebba', ''],
  ['Prove\u0301n var där', 'Provén', 'var där'],
  ['Provén var där', 'Prove\u0301n', 'var där'],
  ['a+b$1 (c)', '+b$1 (c', 'a)'],
  ['Ebba  är   sjuk  Ebba är sjuk', P, ''],
  ['Ebbas bok', 'Ebba', 's bok'],
  ['EBBA ÄR SJUK', P, 'EBBA ÄR SJUK'],
  ['**Ebba** är sjuk', P, '**Ebba** är sjuk'],
  ['Ingen  är   sjuk', P, 'Ingen  är   sjuk'],
])('strikes from %j the words %j', (text, passage, left) => {
  expect(strict(text, passage)).toBe(left);
});

it.each([
  ['Nu är EBBA är Sjuk här', P, 'Nu är här'],
  ['Att **Ebba** är sjuk i dag', P, 'Att i dag'],
  ['Att *Ebba* _är_ sjuk i dag', P, 'Att i dag'],
  ['Att Eb**ba** är sjuk i dag', P, 'Att i dag'],
  ['Se [Ebba](https://example.org/a) är sjuk i dag', P, 'Se i dag'],
  ['Se [EBBA är sjuk](https://example.org/a) här', P, 'Se här'],
  ['> Ebba är\n> sjuk nu', P, '> nu'],
  ['sjuk\u00adskriven var hon', 'sjukskriven', 'var hon'],
  ['relevant är Eva och evas bok', 'eva', 'relnt är och s bok'],
  ['relevant är EVA', 'Eva', 'relevant är'],
  ['**Vi är sjuka** i dag, ja', 'sjuka i dag', '**Vi är**, ja'],
  ['Det är **sjuk i dag** ja', 'är sjuk', 'Det **i dag** ja'],
])('strikes loosely from %j the words %j', (text, passage, left) => {
  expect(loose(text, passage)).toBe(left);
});

it('puts other words there, whatever signs they hold', () => {
  expect(strict('Vi vet att Ebba är sjuk.', P, "$& $' en deltagare")).toBe("Vi vet att $& $' en deltagare.");
  expect(loose('Att **Ebba** är sjuk.', P, 'en deltagare')).toBe(
    'Att en deltagare är sjuk.'.replace(' är sjuk', ''),
  );
});

it('counts what is written so apart from what is written otherwise', () => {
  expect(countPassage(`${P}. EBBA ÄR SJUK. ${P} **Ebba** är sjuk`, { text: P })).toEqual({
    exact: 2,
    loose: 2,
  });
  expect(countPassage('', { text: P })).toEqual({ exact: 0, loose: 0 });
  expect(countPassage('a ** b', { text: '**' })).toEqual({ exact: 1, loose: 0 });
});

it('is done in time with a text that is made to be slow', () => {
  const start = Date.now();
  for (const text of [
    '[*_'.repeat(30_000),
    'Ebba '.repeat(30_000),
    `Ebba${'*'.repeat(60_000)}`,
    '](('.repeat(30_000),
  ])
    loose(text, P);
  expect(Date.now() - start).toBeLessThan(1500);
});
