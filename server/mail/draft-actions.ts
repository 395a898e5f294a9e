import type { Db } from '../../db/schema.ts';
import type { Context } from '../context.ts';
import { isPast, type Meeting } from '../meetings/meeting.ts';
import { getMeeting, listMeetings } from '../meetings/queries.ts';
import { findPublicMinutes } from '../minutes/queries.ts';
import type { MeetingKind } from '../settings/mail-templates.ts';
import { getSettings } from '../settings/queries.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { emailKey } from '../shared/email-address.ts';
import { plainText } from '../shared/markdown.ts';
import { dateIn, termName, termOf } from '../shared/time.ts';
import { listMailableSpeakers } from '../speakers/queries.ts';
import { suppressionHash } from '../subscribers/actions.ts';
import { listConfirmed, listMailable, listSuppressed } from '../subscribers/queries.ts';
import { audienceOf, type Member, type Person } from './audience.ts';
import { differences, factsOf, headingOf, readFacts } from './facts.ts';
import type { Draft } from './letter.ts';
import { findLastHeard, hasEntriesOf, listAboutMeeting } from './outbox.ts';
import { senderOf } from './sender.ts';
import type { Target } from './target.ts';
import { fillLine, fillTemplate, meetingValues, programmeText, type Values } from './template.ts';

export type DraftWithAudience = Draft & { audience: Member[]; recipients: number };

/** About one meeting. */
export function draftMailing(context: Context, kind: MeetingKind, slug: string): Promise<DraftWithAudience> {
  return draftFor(context, { kind, slug });
}

/**
 * The template of the settings, filled in with what is the same for everybody; and who would get it now. Throws Refused when
 * such a mailing makes no sense.
 */
export async function draftFor(context: Context, target: Target): Promise<DraftWithAudience> {
  const settings = await getSettings(context.db);
  const sender = senderOf(context.config, settings);
  const common = { settings, sender, baseUrl: context.config.baseUrl, term: null, wish: null, change: '' };
  if (!('slug' in target)) return draftWithoutMeeting(context.db, target, common);
  const { kind } = target;
  const meeting = await getMeeting(context.db, target.slug);
  const hasEntries = kind === 'change' && (await hasEntriesOf(context.db, meeting.id));
  assertCanBeMailed(kind, meeting, dateIn(settings.zone, context.now()), hasEntries);
  const changes = differences(readFacts(await findLastHeard(context.db, meeting.id)), factsOf(meeting));
  const summary = (await findPublicMinutes(context.db, meeting.id))?.content.summary ?? '';
  const values = {
    ...meetingValues(meeting, settings, common.baseUrl),
    ändrat: headingOf(changes),
    'kort sagt': plainText(summary),
  };
  const change = kind === 'change' ? changes.map(({ line }) => line).join('\n') : '';
  const audience = await audienceAbout(context, kind, meeting);
  return filled({ ...common, kind, meeting, values, change }, audience);
}

/** Who would get a mailing about this meeting, as it stands. */
async function audienceAbout(context: Context, kind: MeetingKind, meeting: Meeting): Promise<Member[]> {
  const speaking = await listMailableSpeakers(context.db, meeting.id);
  const subscribed = knownAsSpeakers(await listSubscribed(context.db), speaking);
  const people = [...subscribed, ...(await listSpeaking(context, speaking))];
  const members = audienceOf(kind, people, await listAboutMeeting(context.db, meeting.id));
  const isUnheardOf = kind === 'change' && !meeting.announced_at;
  return isUnheardOf ? members.filter(({ earlier, method }) => method ?? earlier.length) : members;
}

type Common = Pick<Draft, 'settings' | 'sender' | 'baseUrl' | 'term' | 'wish' | 'change'>;

async function draftWithoutMeeting(
  db: Db,
  target: Exclude<Target, { slug: string }>,
  common: Common,
): Promise<DraftWithAudience> {
  const { settings, baseUrl } = common;
  const values: Values = { grupp: settings.groupName, länk: baseUrl };
  const wish = target.kind === 'message' ? target.wish : 'announcement';
  const audience = (await listSubscribed(db))
    .filter((person) => person[wish] === 1)
    .map((person) => ({ person, method: undefined, earlier: [] }));
  if (target.kind === 'message')
    return filled({ ...common, kind: 'message', meeting: undefined, wish, values }, audience);
  const { term } = target;
  const year = Number(term.slice(0, 4));
  const meetings = (await listMeetings(db, { from: `${year}-01-01`, before: `${year + 1}-01-01` })).filter(
    ({ date }) => termOf(date) === term,
  );
  if (!meetings.length) throw new NotFound(`Det finns inga möten ${termName(term)}.`);
  const programme = {
    ...values,
    termin: termName(term),
    program: programmeText(meetings),
    länk: `${baseUrl}/kalender`,
  };
  return filled({ ...common, kind: 'programme', meeting: undefined, term, values: programme }, audience);
}

function filled(draft: Omit<Draft, 'subject' | 'text'>, audience: Member[]): DraftWithAudience {
  const template = draft.settings.mail[draft.kind];
  const subject = fillLine(template.subject, draft.values);
  const text = fillTemplate(template.text, draft.values);
  return { ...draft, subject, text, audience, recipients: audience.length };
}

async function listSubscribed(db: Db): Promise<Person[]> {
  return (await listMailable(db)).map(({ id, link_generation, ...rest }) => ({
    ...rest,
    subscriberId: id,
    speakerId: null,
    generation: link_generation,
  }));
}

const NOTHING = { announcement: 0, changes: 0, reminder: 0, minutes: 0, calendar: 0 } as const;

type Speaking = Awaited<ReturnType<typeof listMailableSpeakers>>;

/** A calendar entry that somebody got as a speaker is the same one that a subscriber gets. */
function knownAsSpeakers(people: Person[], speaking: Speaking): Person[] {
  const ids = new Map(speaking.toReversed().map(({ id, email }) => [emailKey(email), id]));
  return people.map((person) => ({ ...person, speakerId: ids.get(emailKey(person.email)) ?? null }));
}

/** Speakers of the meeting. Who subscribes is asked as a subscriber only; who has said no to mail hears only of what the own calendar says. */
async function listSpeaking(context: Context, speaking: Speaking): Promise<Person[]> {
  const wishes = { announcement: 1, changes: 1, reminder: 0, minutes: 1, calendar: 0 } as const;
  const known = new Set((await listConfirmed(context.db)).map(({ email_key }) => email_key));
  const saidNo = await listSuppressed(context.db);
  const people: Person[] = [];
  for (const { id, name, email } of speaking) {
    const key = emailKey(email);
    if (known.has(key)) continue;
    known.add(key);
    const wanted = saidNo.has(suppressionHash(context, key)) ? NOTHING : wishes;
    people.push({ name, email, subscriberId: null, speakerId: id, generation: 0, ...wanted });
  }
  return people;
}

/** Speakers may have the meeting in their calendars before anybody else has heard of it. */
function assertCanBeMailed(kind: MeetingKind, meeting: Meeting, today: string, hasEntries: boolean): void {
  if (kind === 'minutes') {
    if (!meeting.has_minutes) throw new Refused('Publicera minnesanteckningarna först.');
    return;
  }
  if (kind === 'cancellation') {
    if (meeting.state !== 'cancelled') throw new Refused('Ställ in mötet först.');
    return;
  }
  if (meeting.state === 'cancelled') throw new Refused('Mötet är inställt.');
  if (isPast(meeting, today)) throw new Refused('Mötet har redan varit.');
  if (kind !== 'announcement' && !meeting.announced_at && !hasEntries)
    throw new Refused('Bjud in till mötet först.');
}
