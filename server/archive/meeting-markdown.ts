import {
  isPast,
  isUndecided,
  meetingTitle,
  publicItems,
  speakerText,
  type Meeting,
} from '../meetings/meeting.ts';
import { meetingOf, type End, type ItemEnd } from '../carry-over/carried.ts';
import { attendanceText } from '../minutes/attendance.ts';
import type { MinutesContent, MinutesSection } from '../minutes/minutes.ts';
import type { Settings } from '../settings/settings.ts';
import { dayAndMonth, longDate, timeRange } from '../shared/time.ts';

interface Where {
  settings: Settings;
  today: string;
  /** What became of the items, and where they come from. */
  ends?: ReadonlyMap<number, ItemEnd>;
  baseUrl?: string;
}

/** A meeting as one Markdown text: its minutes when they are public, otherwise what is planned. */
export function meetingMarkdown(meeting: Meeting, content: MinutesContent | undefined, where: Where): string {
  const { settings, today } = where;
  const heading = `# ${meetingTitle(meeting)}\n\n${settings.groupName}, ${longDate(meeting.date)}${content ? '. Minnesanteckningar.' : '.'}`;
  const parts = [
    heading,
    ...(content ? minutesParts(content) : planParts(meeting, today, where)),
    ...(content ? carriedParts(meeting, where) : []),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function minutesParts(content: MinutesContent): string[] {
  return [
    ...content.corrections.map(({ date, text }) => `**Rättelse ${longDate(date)}.** ${text}`),
    content.summary && `**Kort sagt.** ${content.summary}`,
    attendanceText(content.attendance),
    ...content.sections.flatMap(sectionParts),
    ...upcomingParts(content),
    content.closing,
  ];
}

function sectionParts({ heading, level, speakers, markdown }: MinutesSection): string[] {
  return [
    heading && `${level === 1 ? '##' : '###'} ${heading}`,
    speakers.map(speakerText).join('; '),
    markdown,
  ];
}

function upcomingParts({ upcoming, upcomingText }: MinutesContent): string[] {
  if (!upcoming?.length && !upcomingText) return [];
  const lines = (upcoming ?? []).map(({ dates, theme, status, note }) => {
    const when = dates.map(dayAndMonth).join(' eller ');
    return `- ${when}${status === 'tentative' ? ' (preliminärt)' : ''}: ${theme ?? 'tema kommer'}${note ? `. ${note}` : ''}`;
  });
  return ['## Kommande möten', upcomingText, lines.join('\n')];
}

/** The text of the minutes is frozen; where the items went is not. */
function carriedParts(meeting: Meeting, where: Where): string[] {
  const lines = publicItems(meeting).map(({ id, title }) => ({ title, text: carryText(id, where) }));
  const told = lines.filter(({ text }) => text).map(({ title, text }) => `- ${title}${text}`);
  return told.length ? ['## Uppskjutet', told.join('\n')] : [];
}

function planParts(meeting: Meeting, today: string, where: Where): string[] {
  const facts = [
    standing(meeting, today),
    meeting.start_time && `Tid: ${timeRange(meeting.start_time, meeting.end_time)}`,
    meeting.place && `Plats: ${meeting.place}`,
    meeting.online && `Digitalt: ${meeting.online}`,
  ].filter((fact): fact is string => Boolean(fact));
  const agenda = publicItems(meeting).map(
    ({ id, title, speakers }) =>
      `- ${[title, ...speakers.map(speakerText)].join('; ')}${carryText(id, where)}`,
  );
  return [
    facts.join('  \n'),
    meeting.description,
    ...(agenda.length ? ['## Dagordning', agenda.join('\n')] : []),
  ];
}

/** ". Skjuts upp till [mötet 16 mars 2026](https://...) (sjukdom)" */
function carryText(itemId: number, { ends, baseUrl = '' }: Where): string {
  const { fate, from } = ends?.get(itemId) ?? {};
  const link = (end: End) => `[${meetingOf(end)}](${baseUrl}/moten/${end.slug})`;
  return [
    fate && `${fate.before}${fate.to ? ` ${link(fate.to)}` : ''}${fate.after}`,
    from && `Uppskjuten från ${link(from)}`,
  ]
    .filter(Boolean)
    .map((text) => `. ${text}`)
    .join('');
}

function standing(meeting: Meeting, today: string): string {
  if (meeting.state === 'cancelled') return `**Inställt.** ${meeting.cancelled_reason ?? ''}`.trim();
  if (isUndecided(meeting)) {
    const open = meeting.dates.filter(({ state }) => state === 'open').map(({ date }) => longDate(date));
    return `**Datumet är inte bestämt.** Mötet blir ${open.join(' eller ')}.`;
  }
  return meeting.state === 'tentative' && !isPast(meeting, today)
    ? '**Preliminärt.** Tid och plats kan ändras.'
    : '';
}
