import { Router, type Request, type Response } from 'express';
import { addLinks } from '../calendar/subscribe-links.ts';
import { openItems } from '../carry-over/open-items.ts';
import { endsOfMeeting } from '../carry-over/queries.ts';
import type { Context } from '../context.ts';
import {
  isPast,
  isUndecided,
  meetingTitle,
  publicItems,
  showsAgenda,
  speakerText,
  type Meeting,
} from '../meetings/meeting.ts';
import { lineOf } from '../documents/document.ts';
import { listLibraryOfMeeting } from '../documents/library-queries.ts';
import { listPublicMaterial } from '../documents/queries.ts';
import { findMovedMeeting, getMeeting, listMeetings, listYears } from '../meetings/queries.ts';
import { presentMinutes } from '../minutes/presented.ts';
import { findPublicMinutes } from '../minutes/queries.ts';
import { meetingTrail } from '../follow-ups/meeting-queries.ts';
import { readLink } from '../shared/html.ts';
import { plainText, renderMarkdown } from '../shared/markdown.ts';
import { addDays, longDate } from '../shared/time.ts';
import { page, siteOf } from '../web/page.ts';
import { eventData } from './event-data.ts';
import {
  countProposals,
  findFormerDate,
  findNeighbours,
  findUnpublishedReason,
  listOrganisations,
} from './queries.ts';
import { referenceText } from './reference.ts';

/** The pages that everybody reads. */
export function archiveRoutes(context: Context): Router {
  const router = Router();
  router.get('/', (_req, res) => showStart(context, res));
  router.get('/moten', (req, res) => showMeetings(context, req, res));
  router.get('/moten/:slug', (req, res) => showMeeting(context, req, res));
  return router;
}

async function showStart(context: Context, res: Response): Promise<void> {
  const { today, settings } = siteOf(res);
  const coming = await listMeetings(context.db, { from: today, limit: 8 });
  const next = coming.find(({ state }) => state !== 'cancelled');
  const latest = await listMeetings(context.db, { withMinutes: true, order: 'desc', limit: 4 });
  const data = {
    title: settings.groupName,
    description: settings.lead,
    next,
    nextLink: next && readLink(next.online),
    speakers: next ? speakersOf(next) : [],
    rest: coming.filter((meeting) => meeting !== next),
    latest,
    proposals: await countProposals(context.db),
    meetingTitle,
    speakerText,
  };
  await page(res, 'archive/start', data);
}

function speakersOf(meeting: Meeting) {
  const speakers = publicItems(meeting).flatMap((item) => item.speakers);
  return [...new Map(speakers.map((speaker) => [speaker.speaker_id, speaker])).values()];
}

async function showMeetings(context: Context, req: Request, res: Response): Promise<void> {
  const { today, settings } = siteOf(res);
  const { groupName } = settings;
  const years = await listYears(context.db);
  const asked = req.query['ar'];
  const year = typeof asked === 'string' && years.includes(asked) ? asked : undefined;
  const coming = year ? [] : await listMeetings(context.db, { from: today });
  const shown = year ?? years.find((one) => one <= today.slice(0, 4));
  const past = shown
    ? await listMeetings(context.db, { year: shown, before: year ? '9999' : today, order: 'desc' })
    : [];
  await page(res, 'archive/meetings', {
    title: year ? `Möten ${year}` : 'Möten',
    description: year
      ? `${groupName}: alla möten ${year}.`
      : `${groupName}: kommande möten, och alla som har varit, år för år.`,
    year,
    shown,
    years,
    coming,
    past,
    meetingTitle,
  });
}

async function showMeeting(context: Context, req: Request<{ slug: string }>, res: Response): Promise<void> {
  const { slug } = req.params;
  const moved = await findMovedMeeting(context.db, slug);
  if (moved) return res.redirect(301, `/moten/${moved}`);
  const meeting = await getMeeting(context.db, slug);
  const { today, settings } = siteOf(res);
  const minutes = await findPublicMinutes(context.db, meeting.id);
  const { standings, ...trail } = await meetingTrail(context.db, meeting, settings.zone);
  const data = {
    ...trail,
    title: `${meetingTitle(meeting)}, ${longDate(meeting.date)}`,
    description:
      plainText(minutes?.content.summary || meeting.description)
        .replace(/\s+/g, ' ')
        .slice(0, 200) || `${settings.groupName}, ${longDate(meeting.date)}`,
    running: `${settings.groupName}, ${longDate(meeting.date)}`,
    meeting,
    past: isPast(meeting, today),
    undecided: isUndecided(meeting),
    about: renderMarkdown(meeting.description),
    link: readLink(meeting.online),
    add: addLinks(meeting, siteOf(res)),
    items: publicItems(meeting),
    unclosed: openItems(meeting.items, settings.agendaSkeleton).length,
    ends: await endsOfMeeting(context.db, meeting),
    shown: showsAgenda(meeting),
    minutes: minutes && presentMinutes(minutes.content, standings),
    published: minutes,
    unpublishedReason: minutes ? undefined : await findUnpublishedReason(context.db, meeting.id),
    minutesBy: addDays(meeting.date, settings.schedule.minutesDays),
    reference: (section?: { id: string; heading: string }) =>
      referenceText(
        { groupName: settings.groupName, date: meeting.date, url: `${siteOf(res).baseUrl}/moten/${slug}` },
        section,
      ),
    event: eventData(meeting, {
      settings,
      baseUrl: siteOf(res).baseUrl,
      formerDate: await findFormerDate(context.db, meeting.id),
    }),
    scripts: minutes ? ['copy.js'] : [],
    organisations: await listOrganisations(context.db, meeting),
    material: await listPublicMaterial(context.db, meeting.id),
    documents: await listLibraryOfMeeting(context.db, meeting.id),
    lineOf,
    ...(await findNeighbours(context.db, meeting)),
    meetingTitle,
    speakerText,
  };
  await page(res, minutes ? 'archive/minutes' : 'archive/meeting', data);
}
