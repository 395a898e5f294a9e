import { isUndecided, meetingTitle, speakerText, type Meeting } from '../meetings/meeting.ts';
import type { Settings } from '../settings/settings.ts';
import { SafeHtml, escapeHtml, readLink } from '../shared/html.ts';
import { plainText, renderMarkdown } from '../shared/markdown.ts';
import { longDate, timeRange } from '../shared/time.ts';

/** What an announcement says, ready to print; an empty text means that there is nothing to say. */
export interface AnnouncementFacts {
  group: string;
  title: string;
  state: 'Preliminärt' | 'Inställt' | '';
  /** "måndag 21 december 2026"; one for each date that is still possible. */
  dates: string[];
  time: string;
  place: string;
  online: string;
  aboutMarkdown: string;
  cancelledReason: string;
  /** "Att låna pengar (Ebba Provén, rektor, Exempelskolan)" */
  agenda: string[];
  link: string;
}

/** With the whole agenda, but only with speakers who have said yes: this is what announcing makes public. */
export function announcementFacts(meeting: Meeting, settings: Settings, baseUrl: string): AnnouncementFacts {
  const open = meeting.dates.filter(({ state }) => state === 'open').map(({ date }) => longDate(date));
  return {
    group: settings.groupName,
    title: meetingTitle(meeting),
    state: meeting.state === 'cancelled' ? 'Inställt' : meeting.state === 'tentative' ? 'Preliminärt' : '',
    dates: isUndecided(meeting) ? open : [longDate(meeting.date)],
    time: timeRange(meeting.start_time, meeting.end_time),
    place: meeting.place,
    online: meeting.online,
    aboutMarkdown: meeting.description,
    cancelledReason: meeting.cancelled_reason ?? '',
    agenda: agendaLines(meeting),
    link: `${baseUrl}/moten/${meeting.slug}`,
  };
}

export function announcementText(facts: AnnouncementFacts): string {
  const blocks = [
    facts.group,
    headline(facts),
    [...factRows(facts)].map(([name, value]) => `${name}: ${value}`).join('\n'),
    ...bodyBlocks(facts),
    `Läs mer: ${facts.link}`,
  ];
  return blocks.filter(Boolean).join('\n\n');
}

export function announcementHtml(facts: AnnouncementFacts): string {
  const rows = [...factRows(facts)].map(
    ([name, value]) => `<strong>${escapeHtml(name)}:</strong> ${linked(value)}`,
  );
  const calledOff = facts.state === 'Inställt';
  return [
    `<h2>${escapeHtml(headline(facts))}</h2>`,
    `<p>${rows.join('<br>\n')}</p>`,
    calledOff && facts.cancelledReason ? `<p>${escapeHtml(facts.cancelledReason)}</p>` : '',
    calledOff ? '' : aboutHtml(facts).toString().trim(),
    !calledOff && facts.agenda.length ? agendaHtml(facts.agenda) : '',
    calledOff ? '' : '<p>Du behöver inte anmäla dig.</p>',
    `<p><a href="${escapeHtml(facts.link)}">Läs mer om mötet</a></p>`,
  ]
    .filter(Boolean)
    .join('\n');
}

function agendaLines({ items }: Meeting): string[] {
  return items.map(({ title, speakers }) => {
    const coming = speakers.filter(({ answer, named }) => answer === 'yes' && named === 1).map(speakerText);
    return coming.length ? `${title} (${coming.join('; ')})` : title;
  });
}

function headline({ state, title }: AnnouncementFacts): string {
  return state ? `${state}: ${title}` : title;
}

function factRows({ dates, time, place, online, state }: AnnouncementFacts): Map<string, string> {
  const when = `${dates.join(' eller ')} ${time}`.trim();
  const rows = new Map([[dates.length > 1 ? 'Möjliga datum' : 'Tid', when]]);
  if (place && state !== 'Inställt') rows.set('Plats', place);
  if (online && state !== 'Inställt') rows.set('Digitalt', online);
  return rows;
}

function bodyBlocks({ state, cancelledReason, aboutMarkdown, agenda }: AnnouncementFacts): string[] {
  if (state === 'Inställt') return [cancelledReason];
  const list = agenda.map((line) => `– ${line}`);
  return [
    plainText(aboutMarkdown),
    list.length ? ['Dagordning', ...list].join('\n') : '',
    'Du behöver inte anmäla dig.',
  ];
}

function aboutHtml({ aboutMarkdown }: AnnouncementFacts): SafeHtml {
  return renderMarkdown(aboutMarkdown, 3);
}

function agendaHtml(agenda: string[]): string {
  const items = agenda.map((line) => `<li>${escapeHtml(line)}</li>`);
  return `<h3>Dagordning</h3>\n<ul>\n${items.join('\n')}\n</ul>`;
}

function linked(value: string): string {
  const link = readLink(value);
  return link ? `<a href="${escapeHtml(link)}">${escapeHtml(value)}</a>` : escapeHtml(value);
}
