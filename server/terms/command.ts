import { WrongUsage, readArguments, type Command, type Io } from '../command.ts';
import type { Context } from '../context.ts';
import { getSettings } from '../settings/queries.ts';
import { Refused } from '../shared/failures.ts';
import { dateIn, longDate } from '../shared/time.ts';
import { createTerm } from './actions.ts';
import { closedText, type TermRow } from './coverage.ts';
import { proposalsOf, type Proposal } from './planner.ts';
import { listTermRows } from './queries.ts';
import { capital, readTerm, sentences, termFault, termTitle } from './term.ts';

export const planCommand: Command = {
  name: 'plan',
  usage: 'plan TERMIN [--json] [--create]',
  summary: 'föreslår terminens datum (2028-vt); --create gör preliminära möten av dem och skickar inget',
  run: async (context, args, io) => {
    const { term, json, create } = readWords(args);
    const { rows, fault } = await propose(context, term);
    if (create && fault) throw new Refused(fault);
    const proposals = proposalsOf(rows.map(withMeetings));
    if (!proposals.length) throw new Refused(noFreeDay(term, rows));
    if (fault) io.err(fault);
    const created = create ? await createTerm(context, term, { id: null }) : [];
    if (json) io.out(JSON.stringify(proposals, null, 1));
    else {
      tell(term, rows, io);
      io.out(create ? outcome(created) : NOTHING_MADE);
    }
    return 0;
  },
};

const NOTHING_MADE = 'Inget är skapat. Med --create blir dagarna preliminära möten.';

function readWords(args: string[]) {
  const { values, positionals } = readArguments(args, {
    json: { type: 'boolean' },
    create: { type: 'boolean' },
  });
  const [word, ...rest] = positionals;
  if (!word || rest.length) throw new WrongUsage('Ange en termin, till exempel 2028-vt.');
  const term = readTerm(word);
  if (!term) throw new WrongUsage(`Terminen "${word}" finns inte. Skriv den så här: 2028-vt eller 2028-ht.`);
  return { term, json: values.json ?? false, create: values.create ?? false };
}

async function propose(context: Context, term: string) {
  const settings = await getSettings(context.db);
  const today = dateIn(settings.zone, context.now());
  const rows = await listTermRows(context.db, term, settings, today);
  return { rows, fault: termFault(term, today) };
}

/** Says so where the month has its meeting. */
function withMeetings({ proposal, meetings }: TermRow): { proposal: Proposal | undefined } {
  const there = meetings.map(({ date }) => `mötet ${longDate(date)} finns redan`);
  return { proposal: proposal && { ...proposal, warnings: [...proposal.warnings, ...there] } };
}

function noFreeDay(term: string, rows: readonly TermRow[]): string {
  const title = termTitle(term);
  return rows.length
    ? `${title} har ingen ledig dag enligt regeln. Ändra regeln eller loven under Inställningar.`
    : `${title} har inga möten enligt regeln. Ändra månaderna under Inställningar.`;
}

function tell(term: string, rows: readonly TermRow[], io: Io): void {
  io.out(termTitle(term));
  for (const row of rows) {
    io.out('');
    if (!row.proposal || row.meetings.length) io.out(closedText(row));
    else for (const line of linesOf(row.proposal)) io.out(line);
  }
  io.out('');
}

function linesOf({ date, alternatives, reasons, warnings }: Proposal): string[] {
  return [
    capital(longDate(date)),
    `  ${sentences(reasons)}`,
    ...warnings.map((warning) => `  Obs: ${warning}.`),
    ...(alternatives.length ? [`  Andra dagar: ${alternatives.map(longDate).join(' eller ')}.`] : []),
  ];
}

function outcome(created: readonly string[]): string {
  if (!created.length) return 'Inget nytt möte är skapat.';
  const count = created.length === 1 ? 'Ett möte är skapat' : `${created.length} möten är skapade`;
  return `${count}, preliminärt och utan mejl: ${created.join(', ')}`;
}
