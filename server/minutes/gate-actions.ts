import type { Trx } from '../../db/schema.ts';
import { recordAudit } from '../audit/queries.ts';
import { withRemedy, type Finding } from '../checks/finding.ts';
import { transaction, type Context } from '../context.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getMeeting } from '../meetings/queries.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { checkedTexts, withCheckedText } from './checked-texts.ts';
import { fieldFault } from './field-texts.ts';
import { leftToSettle, type Gate } from './gate.ts';
import type { Choice, GateForm } from './gate-form.ts';
import { deleteOverrule, insertCheck, insertOverrule, readGate } from './gate-queries.ts';
import { sameContent, type MinutesContent } from './minutes.ts';
import { findLatestRevision, insertRevision, lastSectionNumber, type Revision } from './queries.ts';
import { giveIds, highestNumber } from './sections.ts';

export const READ_ANEW =
  'Texten har ändrats sedan du granskade den. Läs igenom den nya texten och försök igen.';
const GONE = 'Orden finns inte kvar i texten. Läs igenom den nya texten.';

type Reviewing = Pick<Context, 'db' | 'config'>;

export function gateFor({ db, config }: Reviewing, meeting: Meeting, content: MinutesContent): Promise<Gate> {
  return readGate(db, meeting, content, config.baseUrl);
}

/** Does what the button says, in a new revision when the text changes; how many things are left. */
export function settle(context: Context, slug: string, form: GateForm, userId: number): Promise<number> {
  return transaction(context, async (trx) => {
    const meeting = await getMeeting(trx, slug);
    const latest = await findLatestRevision(trx, meeting.id);
    if (!latest) throw new NotFound('Det finns inga minnesanteckningar än.');
    if (latest.number !== form.revision) throw new Refused(READ_ANEW);
    const by = { userId, now: context.now() };
    const summed = form.summary === undefined ? latest.content : { ...latest.content, summary: form.summary };
    const reviewing = { db: trx, config: context.config };
    const gate = await gateFor(reviewing, meeting, latest.content);
    const content = await changed(trx, { meeting, gate, content: summed, by }, form.choice);
    if (!sameContent(content, latest.content))
      await insertRevision(trx, meeting.id, content, { ...by, note: 'Ändrad vid granskningen' });
    return leftToSettle(await gateFor(reviewing, meeting, content));
  });
}

interface Work {
  meeting: Meeting;
  gate: Gate;
  content: MinutesContent;
  by: { userId: number; now: string };
}

async function changed(trx: Trx, work: Work, choice: Choice): Promise<MinutesContent> {
  const { content, gate, meeting } = work;
  switch (choice.kind) {
    case 'summary':
      return content;
    case 'remedy': {
      const finding = pick(gate, choice);
      const remedy = finding.remedies[choice.remedy];
      if (!remedy) throw new Refused(GONE);
      return replaced(content, finding, (text) => withRemedy(text, finding, remedy));
    }
    case 'own': {
      const finding = pick(gate, choice);
      return replaced(content, finding, (text) =>
        withRemedy(text, finding, { label: '', text: choice.text }),
      );
    }
    case 'stand':
      await letStand(trx, work, pick(gate, choice), choice.reason);
      return content;
    case 'back':
      await deleteOverrule(trx, meeting.id, choice.key);
      return content;
    case 'place':
      return placed(trx, work, choice.section);
    case 'drop':
      return { ...content, unplaced: '' };
  }
}

/** The finding at that place; without it, another with the same words. */
function pick({ open, advice }: Gate, { at, key }: { at: number; key: string }): Finding {
  const all = [...open, ...advice];
  const finding = all[at]?.key === key ? all[at] : all.find((one) => one.key === key);
  if (!finding) throw new Refused(GONE);
  return finding;
}

function replaced(
  content: MinutesContent,
  { field, words, from, to }: Finding,
  put: (text: string) => string,
): MinutesContent {
  const text = checkedTexts(content).find((one) => one.field === field)?.text;
  if (text?.slice(from, to) !== words) throw new Refused(GONE);
  return withText(content, field, put(text));
}

async function letStand(
  trx: Trx,
  { meeting, by }: Work,
  { key, rule }: Finding,
  reason: string,
): Promise<void> {
  const { userId: user_id, now: at } = by;
  await insertOverrule(trx, { meeting_id: meeting.id, key, rule, reason, user_id, at });
  const event = { at, userId: user_id, action: 'minutes finding let stand', object: `meeting ${meeting.id}` };
  await recordAudit(trx, { ...event, detail: rule });
}

function withText(content: MinutesContent, field: string, text: string): MinutesContent {
  const fault = fieldFault(field, text);
  if (fault) throw new Refused(fault);
  return withCheckedText(content, field, text);
}

/** The text without a place goes last in the section, or into a new one. */
async function placed(trx: Trx, { meeting, content }: Work, id: string): Promise<MinutesContent> {
  const { unplaced, sections } = content;
  const section = sections.find((one) => one.id === id);
  if (section) {
    const joined = [section.markdown, unplaced].filter(Boolean).join('\n\n');
    return withText({ ...content, unplaced: '' }, `${id}:markdown`, joined);
  }
  const last = Math.max(await lastSectionNumber(trx, meeting.id), highestNumber(sections));
  const added = {
    id: '',
    heading: '',
    level: 1 as const,
    kind: 'text' as const,
    speakers: [],
    markdown: unplaced,
  };
  return { ...content, sections: giveIds([...sections, added], last), unplaced: '' };
}

/** Keeps who let the revision be published. */
export async function recordCheck(
  trx: Trx,
  { meeting_id, number: revision_number }: Pick<Revision, 'meeting_id' | 'number'>,
  { settled }: Pick<Gate, 'settled'>,
  by: { userId: number | null; now: string; reason?: string },
): Promise<void> {
  const overruled = new Set(settled.map(({ finding }) => finding.key)).size;
  const { userId: user_id, now: at, reason = '' } = by;
  await insertCheck(trx, { meeting_id, revision_number, overruled, reason, user_id, at });
}
