import { simpleParser } from 'mailparser';
import { invitationToken } from '../../server/invitations/invitation-link.ts';
import { answerToken } from '../../server/answers/answer-link.ts';
import type { Context } from '../../server/context.ts';
import { listLibrary } from '../../server/documents/library-queries.ts';
import { followUpToken } from '../../server/follow-ups/follow-up-link.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { SECTIONS } from '../../server/settings/sections.ts';
import { standingToken } from '../../server/shared/tokens.ts';
import { manageToken, subscribe } from '../../server/subscribers/actions.ts';
import { listConfirmed } from '../../server/subscribers/queries.ts';
import { STANDARD } from '../../server/subscribers/wishes.ts';
import { addReview } from './imports.ts';

const documentPages = async (context: Context) => {
  const all = await listLibrary(context.db);
  return [
    '/underlag',
    `/underlag?ar=${all[0]!.dated_on!.slice(0, 4)}`,
    ...all.map(({ id }) => `/underlag/${id}`),
  ];
};
const first = async (context: Context, table: 'proposal' | 'theme' | 'speaker' | 'organisation') =>
  (await context.db.selectFrom(table).select('id').orderBy('id').executeTakeFirstOrThrow()).id;

/** One address of each kind of page in a filled demo. */
export async function findPages(context: Context) {
  const meetings = await listMeetings(context.db);
  const one = (fits: (meeting: (typeof meetings)[number]) => boolean) => meetings.find(fits)!;
  const written = one(({ has_minutes }) => has_minutes === 1);
  const coming = one(({ announced_at, state }) => state === 'confirmed' && announced_at !== null);
  const draft = one(({ state, has_minutes }) => state === 'held' && has_minutes === 0);
  const undecided = one(({ dates }) => dates.filter(({ state }) => state === 'open').length > 1);
  const cancelled = one(({ state }) => state === 'cancelled');
  const [subscriber] = await listConfirmed(context.db);
  const slugOf = async (table: 'theme' | 'organisation') =>
    (await context.db.selectFrom(table).select('slug').orderBy('id').executeTakeFirstOrThrow()).slug;
  const open = [
    '/',
    '/moten',
    `/moten?ar=${written.date.slice(0, 4)}`,
    ...[written, coming, draft, undecided, cancelled].map(({ slug }) => `/moten/${slug}`),
    ...(await documentPages(context)),
    '/teman',
    `/teman/${await slugOf('theme')}`,
    `/teman/${written.themes[0]!.slug}/allt`,
    `/organisationer/${await slugOf('organisation')}`,
    '/forslag',
    `/forslag/${await first(context, 'proposal')}`,
    `/forslag/mejl/${await proposerToken(context)}`,
    '/sok',
    '/sok?q=kaffe',
    '/sok?q=finnsinte',
    '/sok?q=trygghte&ar=2026',
    '/kalender',
    '/prenumerera',
    `/prenumeration/${manageToken(context, subscriber!)}`,
    `/prenumeration/${manageToken(context, subscriber!)}/avsluta`,
    `/prenumeration/bekrafta/${await confirmToken(context)}`,
    ...[written, coming, undecided, cancelled].map(
      ({ id }) => `/svar/${answerToken(context, subscriber!, id)}`,
    ),
    `/svar/${answerToken(context, await someone(context, true), coming.id)}`,
    `/svar/${answerToken(context, await someone(context, false), coming.id)}`,
    '/uppfoljningar',
    ...[1, 2].map((id) => `/uppfoljning/${followUpToken(context, { id, link_generation: 1 })}`),
    ...(await speakerPages(context)),
    '/data',
    '/om',
    '/tillganglighet',
    '/integritet',
    '/finns-inte',
    '/admin/logga-in',
  ];
  return {
    open,
    written: `/moten/${written.slug}`,
    secretary: await secretaryPages(context, { written, coming, draft, undecided, cancelled }),
  };
}

async function secretaryPages(
  context: Context,
  m: Record<
    'written' | 'coming' | 'draft' | 'undecided' | 'cancelled',
    { slug: string; items: { id: number }[] }
  >,
): Promise<string[]> {
  const of = (meeting: { slug: string }, ...rest: string[]) =>
    rest.map((path) => `/admin/moten/${meeting.slug}${path}`);
  const mailings = await context.db.selectFrom('mailing').select('id').execute();
  const subscriber = (await listConfirmed(context.db))[0]!;
  const review = await addReview(context);
  return [
    '/admin',
    '/admin/moten',
    '/admin/moten/nytt',
    ...of(m.coming, '', '/redigera', '/installt', '/datum', '/beratta?slag=change', '/texter'),
    ...of(m.coming, '/utskick/ny?slag=announcement', '/utskick/ny?slag=change', '/utskick/ny?slag=reminder'),
    ...of(m.coming, '/medverkande', '/medverkande/inbjudan'),
    ...of(m.coming, `/dagordning/${m.coming.items[0]!.id}`),
    ...of(
      m.written,
      '',
      '/anteckningar',
      '/publicering',
      '/anteckningar/versioner',
      '/anteckningar/versioner/1',
      '/anteckningar/klistra-in',
      '/anteckningar/versioner/jamforelse?fran=1&till=1',
      '/strykning',
      '/strykning',
    ),
    ...of(m.coming, '/anteckna'),
    ...of(
      m.draft,
      '',
      '/anteckna',
      '/anteckningar',
      '/publicering',
      '/lasning',
      '/avslut',
      `/avslut/${m.draft.items[1]!.id}`,
    ),
    ...of(m.undecided, '', '/datum'),
    ...of(m.cancelled, ''),
    '/admin/utskick',
    ...mailings.map(({ id }) => `/admin/utskick/${id}`),
    '/admin/utskick/mejl/1',
    '/admin/utskick/ny?slag=message',
    '/admin/utskick/ny?slag=programme&termin=2027-vt',
    '/admin/prenumeranter',
    '/admin/prenumeranter?q=example.se',
    '/admin/prenumeranter/import',
    `/admin/prenumeranter/${subscriber.id}/borttagning`,
    '/admin/forslag',
    `/admin/forslag/${await first(context, 'proposal')}`,
    '/admin/uppfoljningar',
    '/admin/uppfoljningar/ny',
    '/admin/uppfoljningar/2',
    '/admin/uppfoljningar/2/borttagning',
    ...of(m.written, '/uppfoljningar'),
    '/admin/medverkande',
    `/admin/medverkande/personer/${await first(context, 'speaker')}`,
    `/admin/medverkande/organisationer/${await first(context, 'organisation')}`,
    '/admin/underlag',
    '/admin/underlag/nytt?mote=1',
    `/admin/underlag/${(await listLibrary(context.db))[0]!.id}/redigera`,
    '/admin/teman',
    '/admin/terminer',
    '/admin/arkiv/import',
    `/admin/arkiv/import/${review.run}`,
    `/admin/arkiv/import/angra/${review.batch}`,
    '/admin/terminer/2028-vt',
    `/admin/teman/${await first(context, 'theme')}`,
    '/admin/installningar',
    ...SECTIONS.map(({ slug }) => `/admin/installningar/${slug}`),
    '/admin/konton',
    '/admin/konton/1/dagar',
    '/admin/overlamning',
    '/admin/finns-inte',
  ];
}

/** Each kind of a speaker's page: not answered, answered, another date, undecided, after the meeting, carried on. */
async function speakerPages(context: Context): Promise<string[]> {
  const rows = await context.db
    .selectFrom('agenda_speaker')
    .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
    .innerJoin('meeting', 'meeting.id', 'agenda_item.meeting_id')
    .select(['agenda_speaker.id', 'link_generation', 'answer', 'wished_meeting_id', 'invited_at'])
    .select(['agenda_item.outcome', 'meeting.state'])
    .orderBy('agenda_speaker.id')
    .execute();
  const kinds = new Map(
    rows.map((row) => [
      [row.answer, row.wished_meeting_id !== null, row.invited_at !== null, row.outcome, row.state].join(),
      `/medverkan/${invitationToken(context, row)}`,
    ]),
  );
  const pages = [...kinds.values()];
  return [...pages, ...['material', 'samtycke', 'utkast'].map((part) => `${pages.at(-1)}/${part}`)];
}

/** One who has answered for a meeting, or one who has not. */
function someone(context: Context, hasAnswered: boolean) {
  const answered = context.db
    .selectFrom('answer')
    .select('subscriber_id')
    .where('subscriber_id', 'is not', null);
  return context.db
    .selectFrom('subscriber')
    .select(['id', 'link_generation'])
    .where('state', '=', 'confirmed')
    .where('id', hasAnswered ? 'in' : 'not in', answered.$castTo<{ subscriber_id: number }>())
    .executeTakeFirstOrThrow();
}

/** Of a subscription that waits, read from the mail that was written about it. */
async function confirmToken(context: Context): Promise<string> {
  await subscribe(context, { email: 'vantar@example.org', name: '', wishes: STANDARD }, '192.0.2.1');
  const { raw } = await context.db
    .selectFrom('outbox')
    .innerJoin('outbox_raw', 'outbox_raw.outbox_id', 'outbox.id')
    .select('outbox_raw.raw')
    .where('recipient_address', '=', 'vantar@example.org')
    .executeTakeFirstOrThrow();
  return linkIn((await simpleParser(raw!)).text!)
    .split('/')
    .at(-1)!;
}

export function linkIn(text: string): string {
  return /https?:\/\/\S+\/prenumeration\/bekrafta\/[\w-]+/.exec(text)![0];
}

/** Of the mails to somebody who proposed something. */
async function proposerToken(context: Context): Promise<string> {
  const { id, link_generation } = await context.db
    .selectFrom('proposal')
    .select(['id', 'link_generation'])
    .where('email', 'is not', null)
    .executeTakeFirstOrThrow();
  return standingToken(context.key, 'proposal', id, link_generation);
}
