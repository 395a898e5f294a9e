import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { recognise } from '../../server/recognition/recognise.ts';
import type { RecognisedMeeting, Speaker } from '../../server/recognition/recognised.ts';
import { UNSEEN, type Unseen } from './unseen-documents.ts';

const told = ({ name, role, organisation }: Speaker) => [name, role, organisation].filter(Boolean).join(', ');

function seen(meeting: RecognisedMeeting) {
  const { sections, upcoming, uncertain, ...fields } = meeting;
  return {
    ...fields,
    headings: sections.flatMap(({ heading }) => heading?.replace(/^(?:§ ?\d+|\d+\\?[.)]) /, '') ?? []),
    speakers: sections.flatMap(({ speakers }) => speakers.map(told)),
    upcoming: upcoming.map(({ dates, theme }) => [...dates, theme].filter(Boolean).join(' ')),
    uncertain: [...new Set(uncertain.map(({ field }) => field))],
  };
}

function recognised({ text, year, want }: Unseen): unknown {
  const { meetings } = recognise({ file: 'x', text, format: 'text' }, year ? { year } : {});
  if (!meetings[0]) return 'no meeting';
  const all: Record<string, unknown> = {
    ...seen(meetings[0]),
    meetings: meetings.map(({ date, theme }) => `${date} ${theme}`),
  };
  return Object.fromEntries(Object.keys(want).map((field) => [field, all[field]]));
}

it('reads documents in forms that it was not made for', () => {
  const right = UNSEEN.filter((one) => isDeepStrictEqual(recognised(one), one.want));
  const atFirst = UNSEEN.filter((one) => one.atFirst).length;
  console.log(`vid första läsningen: ${atFirst} av ${UNSEEN.length}, nu: ${right.length}`);
  for (const one of UNSEEN) expect.soft(recognised(one), one.name).toEqual(one.want);
});

/** Words on the first page that are told as fields, and need not stand in the text as well. */
const TOLD_OTHERWISE =
  /^(?:datum|tid|plats|när|var|tema|sida|kommande|möten|kl|och|torggrupp\p{L}*|program|inbjudan|kallelse|minnesanteckningar|anteckningar|protokoll|träff|till|från|i|möte|dagordning|månd\p{L}*|den|\d+\p{L}?|\p{L}*ruari|oktober|november|december|januari|mars|april|maj|juni|nästa|måndag|måndagen)$/u;

it.each(UNSEEN)('keeps every word of $name', ({ text, year }) => {
  const { meetings } = recognise({ file: 'x', text, format: 'text' }, year ? { year } : {});
  const kept = JSON.stringify(meetings.map((told) => ({ ...told, uncertain: [] }))).toLowerCase();
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? [];
  expect(words.filter((word) => !TOLD_OTHERWISE.test(word) && !kept.includes(word))).toEqual([]);
});
