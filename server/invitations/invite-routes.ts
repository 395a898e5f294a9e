import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { renderLetter } from '../mail/message.ts';
import { meetingTitle, speakerText } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import {
  hasErrors,
  listField,
  rawField,
  textField,
  tooLong,
  type Body,
  type Errors,
} from '../shared/fields.ts';
import { goTo, page, siteOf } from '../web/page.ts';
import { listCards, type Card } from './card-actions.ts';
import { invite } from './invite-actions.ts';
import { isOpen } from './invite.ts';
import { invitationLetter } from './letter.ts';
import { aboutOf } from './mail-actions.ts';

type OfMeeting = Request<{ slug: string }>;

const LINE_LIMIT = 2000;

interface Form {
  ids: number[];
  line: string;
}

/** The mail before it is sent: to one person, to those of one item, or to all who have not been asked. */
export async function invitePage(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const query = req.query as Body;
  const [person, item] = [Number(rawField(query, 'person')), Number(rawField(query, 'punkt'))];
  const wants = (card: Card) => (person ? card.id === person : !item || card.item.id === item);
  await showPreview(context, req, res, (cards) => ({
    ids: cards.filter(wants).map(({ id }) => id),
    line: '',
  }));
}

/** "visa" shows the mail again with the own line in it. */
export async function sendInvitations(context: Context, req: OfMeeting, res: Response): Promise<void> {
  const body = req.body as Body;
  const form = { ids: listField(body, 'person').map(Number), line: textField(body, 'line') };
  const errors: Errors = {};
  if (!form.ids.length) errors['person'] = 'Välj minst en person att bjuda in.';
  const long = tooLong(form.line, LINE_LIMIT);
  if (long) errors['line'] = long;
  if (hasErrors(errors) || rawField(body, 'verb') === 'visa')
    return showPreview(context, req, res, () => form, errors);
  const { slug } = req.params;
  await invite(context, { slug, userId: siteOf(res).user!.id }, form);
  goTo(res, `/admin/moten/${slug}/medverkande?klart=inbjudna`);
}

async function showPreview(
  context: Context,
  req: OfMeeting,
  res: Response,
  formOf: (cards: Card[]) => Form,
  errors: Errors = {},
): Promise<void> {
  const meeting = await getMeeting(context.db, req.params.slug);
  const due = (await listCards(context, meeting)).filter((card) => card.due);
  const form = formOf(due);
  const first = due.find(({ id, email }) => email && form.ids.includes(id)) ?? due.find(({ email }) => email);
  const letter =
    first &&
    renderLetter(
      invitationLetter(await aboutOf(context, first, first.item, meeting), {
        line: form.line,
        agreed: first.answer === 'yes',
      }),
    );
  const data = {
    title: 'Bjud in medverkande',
    at: `/admin/moten/${meeting.slug}/medverkande`,
    open: isOpen(meeting, siteOf(res).today),
    lacking: due.filter(({ email }) => !email),
    people: due.filter(({ email }) => email),
    meeting,
    form,
    first,
    letter,
    errors,
    meetingTitle,
    speakerText,
  };
  await page(res, 'invitations/invite', data, hasErrors(errors) ? 422 : 200);
}
