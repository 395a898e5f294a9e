import { Router, type Request, type Response } from 'express';
import { ANSWER_NAMES } from '../agenda/agenda.ts';
import type { Context } from '../context.ts';
import { meetingTitle, speakerText } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { readEmail } from '../shared/email-address.ts';
import { Refused } from '../shared/failures.ts';
import { lineField, rawField, type Body, type Errors } from '../shared/fields.ts';
import { later, longDate } from '../shared/time.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { listCards, type Card } from './card-actions.ts';
import * as desk from './desk-actions.ts';
import { invitePage, sendInvitations } from './invite-routes.ts';
import { nudge, type Desk } from './invite-actions.ts';
import { isOpen } from './invite.ts';

export type OfMeeting = Request<{ slug: string }>;
type OfPerson = Request<{ slug: string; person: string }>;

const VERDICTS: Record<string, desk.Verdict> = { behall: 'keep', register: 'register', aterstall: 'restore' };

/** Below /admin/moten/ADDRESS/medverkande. */
export function invitationAdminRoutes(context: Context): Router {
  const router = Router({ mergeParams: true });
  router.get('/', (req: OfMeeting, res) => showSpeakers(context, req, res));
  router.get('/inbjudan', (req: OfMeeting, res) => invitePage(context, req, res));
  router.post('/inbjudan', (req: OfMeeting, res) => sendInvitations(context, req, res));
  router.post('/paminnelse', async (req: OfMeeting, res) => {
    await nudge(context, deskOf(req, res));
    goTo(res, `${pathOf(req)}?klart=paminda`);
  });
  router.post('/:person/adress', (req: OfPerson, res) => saveAddress(context, req, res));
  router.post('/:person/lank', async (req: OfPerson, res) => {
    await desk.renewLink(context, deskOf(req, res), Number(req.params.person));
    goTo(res, `${pathOf(req)}?klart=lank`);
  });
  router.post('/:person/namn', (req: OfPerson, res) => judge(context, req, res));
  router.post('/:person/flytt', async (req: OfPerson, res) => {
    const { slug, itemId } = await desk.moveToWished(context, deskOf(req, res), Number(req.params.person));
    goTo(res, `/admin/moten/${slug}/medverkande/inbjudan?punkt=${itemId}`);
  });
  return router;
}

export function deskOf(req: { params: { slug: string } }, res: Response): Desk {
  return { slug: req.params.slug, userId: siteOf(res).user!.id };
}

export function pathOf({ params }: { params: { slug: string } }): string {
  return `/admin/moten/${params.slug}/medverkande`;
}

async function judge(context: Context, req: OfPerson, res: Response): Promise<void> {
  const said = rawField(req.body as Body, 'val');
  if (!Object.hasOwn(VERDICTS, said)) throw new Refused('Välj om ändringen ska behållas eller återställas.');
  await desk.judgePrint(context, deskOf(req, res), Number(req.params.person), VERDICTS[said]!);
  goTo(res, `${pathOf(req)}?klart=${said}`);
}

async function saveAddress(context: Context, req: OfPerson, res: Response): Promise<void> {
  const typed = lineField(req.body as Body, 'email');
  const email = readEmail(typed);
  const id = Number(req.params.person);
  if (typed && !email) {
    const fault = 'Skriv en e-postadress, till exempel namn@example.org, eller lämna fältet tomt.';
    return showSpeakers(context, req, res, { id, typed, errors: { [`email-${id}`]: fault } });
  }
  await desk.saveAddress(context, deskOf(req, res), id, email ?? null);
  goTo(res, `${pathOf(req)}?klart=adress`);
}

const DONE: Record<string, string> = {
  adress: 'Adressen är sparad i registret.',
  lank: 'Länken är ny. Den gamla öppnar ingenting längre. Bjud in igen, eller kopiera den nya länken.',
  behall: 'Ändringen är kvar.',
  register: 'Ändringen är kvar, och registret är ändrat.',
  aterstall: 'Texten är återställd.',
};

/** Who was mailed a moment ago, by name. */
function doneText(key: unknown, cards: Card[], now: string): string | undefined {
  const since = later(now, { minutes: -5 });
  const names = (field: 'invited_at' | 'nudged_at') =>
    cards.filter((card) => (card[field] ?? '') >= since).map(({ name }) => name);
  if (key === 'inbjudna') return listed('Vi mejlar en inbjudan till', names('invited_at'));
  if (key === 'paminda')
    return (
      listed('Vi mejlar en påminnelse till', names('nudged_at')) ??
      'Ingen behövde påminnas. Alla har svarat, eller har redan fått ett mejl i dag.'
    );
  return typeof key === 'string' && Object.hasOwn(DONE, key) ? DONE[key] : undefined;
}

function listed(words: string, names: string[]): string | undefined {
  return names.length ? `${words} ${new Intl.ListFormat('sv').format(names)}.` : undefined;
}

async function showSpeakers(
  context: Context,
  req: OfMeeting | OfPerson,
  res: Response,
  wrong?: { id: number; typed: string; errors: Errors },
): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const cards = await listCards(context, meeting);
  const site = siteOf(res);
  site.done = doneText(req.query['klart'], cards, context.now());
  const data = {
    title: `Medverkande ${longDate(meeting.date)}`,
    scripts: ['copy.js'],
    at: `/admin/moten/${meeting.slug}/medverkande`,
    open: isOpen(meeting, site.today),
    wrong,
    errors: wrong?.errors ?? {},
    meeting,
    cards,
    meetingTitle,
    speakerText,
    ANSWER_NAMES,
  };
  await page(res, 'invitations/meeting', data, wrong ? 422 : 200);
}
