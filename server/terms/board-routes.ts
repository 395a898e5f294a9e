import type { Response } from 'express';
import type { Context } from '../context.ts';
import { dateFault } from '../meetings/form.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { listProgress } from '../meetings/overview-queries.ts';
import { planOf } from '../meetings/overview-routes.ts';
import { hasErrors, type Body, type Errors } from '../shared/fields.ts';
import { goTo, siteOf } from '../web/page.ts';
import { decidedText, saveBoard } from './board-actions.ts';
import {
  beforeOf,
  readBoard,
  startOf,
  valuesAfterClash,
  type BoardForm,
  type Clash,
  type RowValues,
} from './board-form.ts';
import { listChoices, listFormerDays, listTermMeetings, type Choices } from './board-queries.ts';
import { BOARD_COLUMNS, boardRows, isOpen, type BoardRow } from './board.ts';

/** The board as the page shows it, perhaps with what was typed. */
export interface BoardPage {
  rows: BoardRow[];
  columns: typeof BOARD_COLUMNS;
  choices: Choices;
  values: Record<number, RowValues>;
  before: string;
  errors: Errors;
  clashes: Clash[];
  lost: string[];
  status: number;
}

interface Typed {
  form?: BoardForm;
  errors?: Errors;
  clashes?: Clash[];
  status?: number;
}

export async function boardOf(
  { db }: Context,
  term: string,
  res: Response,
  { form, errors = {}, clashes = [], status = 200 }: Typed = {},
): Promise<BoardPage> {
  const plan = planOf(res);
  const meetings = await listTermMeetings(db, term);
  const former = await listFormerDays(
    db,
    meetings.map(({ id }) => id),
  );
  const rows = boardRows(await listProgress(db, meetings), plan, former);
  const open = meetings.filter((meeting) => isOpen(meeting, plan.today));
  return {
    rows,
    columns: BOARD_COLUMNS,
    choices: await listChoices(db, term),
    values: valuesFor(open, form, status),
    // After a clash what is stored is known; after another fault it must still be compared with what was there at first.
    before: form && status === 422 ? JSON.stringify(form.before) : beforeOf(open),
    errors,
    clashes,
    lost: form?.lost ?? [],
    status,
  };
}

function valuesFor(open: readonly Meeting[], form: BoardForm | undefined, status: number) {
  if (!form) return Object.fromEntries(open.map((meeting) => [meeting.id, startOf(meeting)]));
  return status === 422 ? form.values : valuesAfterClash(form, open);
}

/** The page to show again, or undefined when all is saved and the answer is given. */
export async function postBoard(
  context: Context,
  term: string,
  body: Body,
  res: Response,
): Promise<BoardPage | undefined> {
  const { today, user } = siteOf(res);
  const meetings = (await listTermMeetings(context.db, term)).filter((meeting) => isOpen(meeting, today));
  const { ideas, going } = await listChoices(context.db, term);
  const { form, errors } = readBoard(body, meetings, [...ideas, ...going]);
  Object.assign(errors, otherFaults(form, meetings, res), decidedFaults(form, meetings));
  if (hasErrors(errors)) return boardOf(context, term, res, { form, errors, status: 422 });
  if (form.lost.length) return boardOf(context, term, res, { form, status: 409 });
  const { clashes, ...saved } = await saveBoard(context, term, form, user!);
  if (clashes) return boardOf(context, term, res, { form, clashes, status: 409 });
  const decided = 'decided' in saved ? saved.decided : undefined;
  goTo(
    res,
    decided?.tell
      ? `/admin/moten/${decided.slug}/beratta?slag=change`
      : `/admin/terminer/${term}?klart=${decided ? 'bestamt' : 'sparat'}`,
  );
  return undefined;
}

/** The board decides between dates that are possible; somebody else may have decided meanwhile. */
function decidedFaults({ decide }: BoardForm, meetings: readonly Meeting[]): Errors {
  const meeting = meetings.find(({ dates }) => dates.some(({ id }) => id === decide));
  const isPossible = meeting?.dates.some(({ id, state }) => id === decide && state === 'open');
  if (!meeting || isPossible) return {};
  return { [`date-${meeting.id}`]: `${decidedText(meeting)} Flytta mötet om det ska bli en annan dag.` };
}

/** What is wrong with the dates that were added. */
function otherFaults({ values }: BoardForm, meetings: readonly Meeting[], res: Response): Errors {
  const errors: Errors = {};
  for (const meeting of meetings) {
    const date = values[meeting.id]?.other;
    const fault = date ? otherFault(meeting, date, res) : undefined;
    if (fault) errors[`other-${meeting.id}`] = fault;
  }
  return errors;
}

function otherFault(meeting: Meeting, date: string, res: Response): string | undefined {
  const { today, settings } = siteOf(res);
  const { start_time: start, end_time: end } = meeting;
  const fault = dateFault(date, { today, start, end, zone: settings.zone });
  if (fault) return fault;
  if (date < today) return 'Datumet har redan varit. Välj en dag som kommer.';
  if (meeting.state !== 'tentative') return 'Mötets datum är bestämt. Flytta mötet i stället.';
  const there = meeting.dates.find((one) => one.date === date);
  if (!there) return undefined;
  return there.state === 'open'
    ? 'Det datumet finns redan på mötet.'
    : 'Det datumet utgår redan. Flytta mötet dit om det ska gälla igen.';
}
