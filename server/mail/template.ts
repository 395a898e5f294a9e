import { meetingTitle, publicItems, speakerText, type Meeting } from '../meetings/meeting.ts';
import type { Settings } from '../settings/settings.ts';
import { plainText } from '../shared/markdown.ts';
import { longDate, timeRange } from '../shared/time.ts';

export type Values = Record<string, string>;

const PLACEHOLDER = /\{([\p{L} ]+)\}/gu;

/** What the placeholders of settings/mail-templates.ts stand for at this meeting; `{namn}` is filled in for each recipient. */
export function meetingValues(meeting: Meeting, settings: Settings, baseUrl: string): Values {
  return {
    grupp: settings.groupName,
    tema: meetingTitle(meeting),
    datum: longDate(meeting.date),
    tid: timeRange(meeting.start_time, meeting.end_time),
    plats: meeting.place,
    digitalt: meeting.online,
    'om mötet': descriptionText(meeting.description),
    dagordning: agendaText(meeting),
    orsak: meeting.cancelled_reason ?? '',
    länk: meeting.state === 'cancelled' ? `${baseUrl}/moten` : `${baseUrl}/moten/${meeting.slug}`,
  };
}

/** A line whose placeholders are all empty goes; a block of which only its heading is left goes too. */
export function fillTemplate(template: string, values: Values): string {
  const blocks = template
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((block) => fillBlock(block, values));
  return blocks.filter(Boolean).join('\n\n');
}

/** For a subject: one line. */
export function fillLine(template: string, values: Values): string {
  return fill(template, values).replace(/\s+/g, ' ').trim();
}

/** The first {word} that stands for nothing. */
export function unknownPlaceholder(text: string, known: readonly string[]): string | undefined {
  return names(text).find((name) => !known.includes(name));
}

function fillBlock(block: string, values: Values): string {
  const lines = block.split('\n');
  const kept = lines.filter((line) => !isEmptied(line, values));
  const bare = kept.length < lines.length && kept.every((line) => !names(line).length);
  return bare ? '' : kept.map((line) => fill(line, values).replace(/ +$/, '')).join('\n');
}

function isEmptied(line: string, values: Values): boolean {
  const used = names(line);
  return used.length > 0 && used.every((name) => values[name] === '');
}

function names(line: string): string[] {
  return [...line.matchAll(PLACEHOLDER)].map(([, name]) => name!);
}

function fill(text: string, values: Values): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole);
}

/** Links keep their addresses. */
function descriptionText(markdown: string): string {
  return plainText(markdown.replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '$1 ($2)'));
}

function agendaText(meeting: Meeting): string {
  const announced = { ...meeting, announced_at: meeting.announced_at ?? meeting.changed_at };
  return publicItems(announced)
    .map(({ title, speakers }) =>
      speakers.length ? `– ${title}: ${speakers.map(speakerText).join('; ')}` : `– ${title}`,
    )
    .join('\n');
}

/** A line for each meeting of a term. */
export function programmeText(meetings: readonly Meeting[]): string {
  return meetings
    .map((meeting) => {
      const when = [longDate(meeting.date), timeRange(meeting.start_time, meeting.end_time)]
        .filter(Boolean)
        .join(' ');
      const note =
        meeting.state === 'cancelled' ? ' (inställt)' : meeting.state === 'tentative' ? ' (preliminärt)' : '';
      return `– ${when}: ${meetingTitle(meeting)}${note}`;
    })
    .join('\n');
}
