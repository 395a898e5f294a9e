import type { Facts } from './facts.ts';
import type { RecognisedSection } from './recognised.ts';
import type { Title } from './title.ts';

const MINUTES_TITLE = /minnesanteckning|anteckningar|protokoll|referat/i;
const ANNOUNCEMENT_TITLE = /inbjudan|kallelse|välkommen|välkomna|affisch/i;
const TOLD =
  /(?<!\p{L})(?:berättade|presenterade|redovisade|informerade|föreläste|gick igenom|visade|inledde|beskrev|pratade|talade|diskuterade|enades|beslutade|deltog|närvarande)(?!\p{L})/iu;
const INVITES =
  /(?<!\p{L})(?:välkommen|välkomna|varmt|anmäl dig|anmälan|ingen anmälan|dagordning|dagordningen)(?!\p{L})/iu;

export function kindOf(
  title: Title,
  facts: Facts,
  sections: RecognisedSection[],
): 'minutes' | 'announcement' {
  const titles = `${title.above} ${title.text}`;
  if (MINUTES_TITLE.test(titles)) return 'minutes';
  if (ANNOUNCEMENT_TITLE.test(titles)) return 'announcement';
  const text = sections.map(({ markdown }) => markdown).join('\n');
  const answered = sections.some(({ questions }) => questions.length > 0);
  const talks = sections.some(({ kind }) => kind === 'talk');
  const minutes = points([answered, 3], [TOLD.test(text), 2], [talks, 1], [facts.labels === 0, 1]);
  const announcement = points([facts.labels > 0, 3], [INVITES.test(text), 2], [title.theme !== null, 2]);
  return announcement > minutes ? 'announcement' : 'minutes';
}

function points(...reasons: [boolean, number][]): number {
  return reasons.reduce((sum, [holds, weight]) => sum + (holds ? weight : 0), 0);
}
