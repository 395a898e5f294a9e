import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { lostSentences } from '../../server/recognition/lost-sentences.ts';
import { recognise } from '../../server/recognition/recognise.ts';
import type { RecognisedMeeting, Speaker } from '../../server/recognition/recognised.ts';
import { UNSEEN, type Unseen } from './unseen-documents.ts';

const told = ({ name, role, organisation }: Speaker) => [name, role, organisation].filter(Boolean).join(', ');

function seen(meeting: RecognisedMeeting) {
  const { sections, upcoming, uncertain, ...fields } = meeting;
  return {
    ...fields,
    headings: sections.flatMap(({ heading }) => heading?.replace(/^\d+\\?[.)] /, '') ?? []),
    speakers: sections.flatMap(({ speakers }) => speakers.map(told)),
    upcoming: upcoming.map(({ dates, theme }) => [...dates, theme].filter(Boolean).join(' ')),
    uncertain: [...new Set(uncertain.map(({ field }) => field))],
  };
}

function recognised({ text, year, want }: Unseen): unknown {
  const [meeting] = recognise({ file: 'x', text, format: 'text' }, year ? { year } : {}).meetings;
  if (!meeting) return 'no meeting';
  const all: Record<string, unknown> = seen(meeting);
  return Object.fromEntries(Object.keys(want).map((field) => [field, all[field]]));
}

it('reads documents in forms that it was not made for', () => {
  const right = UNSEEN.filter((one) => isDeepStrictEqual(recognised(one), one.want));
  console.log(`nu: ${right.length} av ${UNSEEN.length}`);
  for (const one of UNSEEN) expect.soft(recognised(one), one.name).toEqual(one.want);
});
