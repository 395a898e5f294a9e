import type { Known } from './finding.ts';
import type { Found, Passage } from './passage.ts';

const SAYS_NOTHING =
  /^(?:(?:klicka|tryck|läs|se|gå|ladda ner)(?: mer| vidare)?(?: här)?|här|mer|läs mer om det här|länk|länken|denna länk|den här länken|den här sidan|denna sida|sidan|webbplats|webben|info|mer info|mer information|pdf|fil|filen|dokument|https?:\S*|www\.\S*)[.!:»>→ ]*$/iu;

/** What a link is called must tell where it leads, without the text around it. */
export function findLinkTexts({ links }: Passage): Found[] {
  return links
    .filter(({ text }) => SAYS_NOTHING.test(text.replace(/[*_`]/g, '').trim()) || !text.trim())
    .map(({ from, textTo }) => ({
      rule: 'link-text' as const,
      from: from + 1,
      to: textTo,
      why: 'Länken säger inte vart den leder. Skriv sidans namn i stället.',
      remedies: [],
    }));
}

/** Links that lead nowhere, and links to pages of this site that do not exist; nothing is fetched. */
export function findDeadLinks({ links }: Passage, { isDead }: Pick<Known, 'isDead'>): Found[] {
  return links.flatMap(({ from, to, text, target }) => {
    const isEmpty = target === '' || target === '#';
    if (!isEmpty && !isDead(target)) return [];
    const why = isEmpty ? 'Länken leder ingenstans.' : 'Länken går till en sida som inte finns här.';
    return [
      {
        rule: 'dead-link' as const,
        from,
        to,
        why,
        remedies: [{ label: 'Ta bort länken, behåll orden', text }],
      },
    ];
  });
}
