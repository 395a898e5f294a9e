import { findDates } from './dates.ts';
import { plainText } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';
import { readLabel } from './labels.ts';
import type { RecognisedMeeting, Speaker } from './recognised.ts';
import { tidySource } from './source-text.ts';
import { sentences } from './speakers.ts';
import { bareHours, findTimes } from './times.ts';
import { isOnlyKind } from './title.ts';
import { readEntry } from './upcoming-entry.ts';

const CONNECTING =
  /(?<!\p{L})(?:tid|plats|tema|datum|om|och|den|klockan|kl|ej klart|preliminärt|digitalt|online|eller)(?!\p{L})/giu;

export function lostSentences(source: string, meeting: RecognisedMeeting): string[] {
  const kept = keptText(meeting);
  const lines = tidySource(source)
    .split('\n')
    .map((line) => plainText(line.replace(/^\s*(?:[-*+•·#>]+|\d+[.)])\s+/, '')));
  const title = lines.find((line) => findDates(line).length > 0);
  return [...new Set(lines)]
    .filter((line) => line !== title && knownHeading(line) !== 'upcoming' && !isCaptured(line, meeting))
    .flatMap(sentences)
    .filter((sentence) => !isKept(sentence, kept));
}

function isKept(sentence: string, kept: string): boolean {
  if (kept.includes(letters(sentence))) return true;
  return fragments(sentence).every((fragment) => kept.includes(letters(fragment)));
}

function fragments(sentence: string): string[] {
  const date = findDates(sentence)[0]?.text ?? '';
  const times = findTimes(sentence) ?? (readLabel(sentence)?.label === 'time' ? bareHours(sentence) : null);
  const bare = sentence.replace(date, '').replace(times?.text ?? '', '');
  return bare.split(/\s[-–—]\s|[:(),]/).flatMap((part) => part.replace(CONNECTING, '|').split('|'));
}

function isCaptured(line: string, { place, online, upcoming }: RecognisedMeeting): boolean {
  if (readLabel(line)?.label === 'place' && online !== null && line.includes(place ?? '')) return true;
  if (isOnlyKind(line)) return true;
  const entry = readEntry(line);
  return entry !== null && entry.left === '' && upcoming.some((next) => next.theme === entry.theme);
}

function keptText(meeting: RecognisedMeeting): string {
  const { place, online, theme, contact, sections, upcoming } = meeting;
  const parts = [
    ...[place, online, theme, contact].map((fact) => fact ?? ''),
    ...sections.flatMap(({ heading, markdown }) => [heading ?? '', plainMarkdown(markdown)]),
    ...upcoming.flatMap((next) => [next.theme ?? '', ...next.speakers.map(speakerText)]),
  ];
  return parts.map(letters).join('|');
}

function plainMarkdown(markdown: string): string {
  return plainText(markdown.replace(/^\d+[.)] /gm, ''));
}

function speakerText({ name, role, organisation }: Speaker): string {
  return [name, role, organisation].filter((part) => part !== null).join(' ');
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\d]/gu, '');
}
