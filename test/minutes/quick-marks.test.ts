import { expect, it } from 'vitest';
import { spellOut, spellOutSections } from '../../server/minutes/quick-marks.ts';
import { startApp } from '../support/app.ts';
import { makeMeeting } from '../support/minutes.ts';

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

it('publishes what the review showed: the marks in words, also when the meeting was never closed', async () => {
  const app = await startApp();
  await app.signIn();
  const { slug } = await makeMeeting(app.context, { date: '2026-11-16' });
  const path = `/admin/moten/${slug}`;
  await app.post(`${path}/anteckningar`, { base: '0', count: '1', 's0-markdown': 'Fika.\n! Vi ses i mars.' });
  const shown = '<p><strong>Överenskommet:</strong> Vi ses i mars.</p>';
  expect((await app.get(`${path}/publicering`)).text).toContain(shown);
  expect((await app.post(`${path}/publicering`, { revision: '1' })).status).toBe(303);
  expect((await app.get(`/moten/${slug}`)).text).toContain(shown);
  const { text } = await app.get(`/moten/${slug}.md`);
  expect(text).toContain('Fika.\n\n**Överenskommet:** Vi ses i mars.');
  await app.close();
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
