import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { recognise } from '../../server/recognition/recognise.ts';
import type { RecognisedMeeting, Speaker } from '../../server/recognition/recognised.ts';
import { MORE_UNSEEN } from './more-unseen-documents.ts';
import { THIRD_UNSEEN } from './third-unseen-documents.ts';
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

it.each(Object.entries({ UNSEEN, MORE_UNSEEN, THIRD_UNSEEN }))(
  'reads %s in forms that it was not made for',
  (name, all) => {
    const atFirst = all.filter((one) => one.atFirst).length;
    const right = all.filter((one) => isDeepStrictEqual(recognised(one), one.want)).length;
    console.log(`${name}: vid första läsningen ${atFirst} av ${all.length}, nu ${right}`);
    for (const one of all) expect.soft(recognised(one), one.name).toEqual(one.want);
  },
);

/** Words on the first page that are told as fields, and need not stand in the text as well. */
const TOLD_OTHERWISE =
  /^(?:datum|dag|tid|plats|lokal|meddelas|senare|tredje|september|höstens|träffar|när|var|tema|sida|kommande|möten|kl|och|torggrupp\p{L}*|program|inbjudan|kallelse|minnesanteckningar|anteckningar|protokoll|träff|till|från|i|möte|dagordning|månd\p{L}*|den|\d+\p{L}?|\p{L}*ruari|oktober|november|december|januari|mars|april|maj|juni|nästa|måndag|måndagen|dialogmöte|fört|vid|vårens|inte|bestämt|eller|via|teams|zoom|vad|under|våren|nätverksmöte|mötesanteckning|vt)$/u;

it.each([...UNSEEN, ...MORE_UNSEEN, ...THIRD_UNSEEN])('keeps every word of $name', ({ text, year }) => {
  const { meetings } = recognise({ file: 'x', text, format: 'text' }, year ? { year } : {});
  const kept = JSON.stringify(meetings.map((told) => ({ ...told, uncertain: [] }))).toLowerCase();
  const [title = '', ...below] = text.split('\n');
  const told = [/\d (?:mars|oktober|november)/i.test(title) ? '' : title, ...below].join('\n');
  const words =
    told
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? [];
  expect(words.filter((word) => !TOLD_OTHERWISE.test(word) && !kept.includes(word))).toEqual([]);
});
