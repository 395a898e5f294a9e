import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { transaction, type Context } from '../context.ts';
import { NotFound, Refused } from '../shared/failures.ts';
import { later } from '../shared/time.ts';
import { UPLOADS } from '../shared/uploads.ts';
import { Spellings } from '../speakers/doubles.ts';
import { listOrganisations, listSpeakers } from '../speakers/queries.ts';
import { importKey } from './actions.ts';
import { inBackground, progressOf, type Progress } from './background.ts';
import { doubtsOf, namesIn, type KnownNames } from './doubts.ts';
import { recogniseFile } from './file-actions.ts';
import { refused } from './file-recognition.ts';
import { findFiles, type FoundFile } from './finding-actions.ts';
import { findImport } from './queries.ts';
import type { RecognisedMeeting } from '../recognition/recognised.ts';
import type { Attachment } from './source.ts';
import { withChoices } from './years.ts';
import * as finds from './find-queries.ts';
import * as runs from './run-queries.ts';

const DAYS_KEPT = 30;
const EMPTY = 'Zip-filen är tom.';
const FAILED = 'Filen gick inte att läsa. Spara den på nytt och försök igen.';

export async function startRun(
  context: Context,
  { userId, year }: { userId: number; year: number | null },
  files: readonly runs.NewFile[],
): Promise<number> {
  const run = { at: context.now(), user_id: userId, year };
  const id = await transaction(context, (trx) => runs.insertRun(trx, run, files));
  await goOnReading(context, id);
  return id;
}

/** Reads what is left of the run's files, while the secretary sees how far it has come. */
export async function goOnReading(context: Context, runId: number): Promise<void> {
  const { year } = await getRun(context, runId);
  const files = (await runs.listFiles(context.db, runId)).filter(({ stored_as }) => stored_as !== null);
  inBackground(context, runId, { what: 'reading', done: 0, total: files.length }, async (progress) => {
    const known = await knownNames(context, runId);
    for (const file of files) {
      await readUploaded({ context, runId, year, known, progress }, { ...file, stored_as: file.stored_as! });
    }
  });
}

export async function getRun(context: Context, id: number) {
  const run = Number.isSafeInteger(id) ? await runs.findRun(context.db, id) : undefined;
  if (!run) throw new NotFound('Den inläsningen finns inte. Den kan vara slängd.');
  return run;
}

export async function knownNames(context: Context, runId: number): Promise<KnownNames> {
  const people = await listSpeakers(context.db);
  const organisations = await listOrganisations(context.db);
  const namesOf = (entries: { name: string }[]) => new Spellings(entries.map(({ name }) => name));
  const known = {
    person: { register: namesOf(people), met: new Spellings() },
    organisation: { register: namesOf(organisations), met: new Spellings() },
  };
  for (const { meeting } of await finds.listFinds(context.db, runId)) remember(known, meeting);
  return known;
}

interface Reading {
  context: Context;
  runId: number;
  year: number | null;
  known: KnownNames;
  progress: Progress;
}

/** One uploaded file, or each of those that it holds. */
async function readUploaded(
  work: Reading,
  file: { id: number; name: string; stored_as: string },
): Promise<void> {
  const { context, progress } = work;
  const path = join(UPLOADS, file.stored_as);
  const parts = await Array.fromAsync(findFiles(path));
  progress.total += Math.max(parts.length - 1, 0);
  for (const part of parts) {
    const inner = part.name.slice(path.length);
    await readPart(work, part, { name: file.name + inner, id: inner ? undefined : file.id });
    progress.done++;
    await breath();
  }
  if (!parts.some(({ name }) => name === path))
    await transaction(context, (trx) =>
      parts.length ? runs.deleteFile(trx, file.id) : runs.endFile(trx, file.id, EMPTY),
    );
  if (!parts.length) progress.done++;
  await rm(path, { force: true });
}

async function readPart(
  { context, runId, year, known }: Reading,
  part: FoundFile,
  file: { name: string; id: number | undefined },
): Promise<void> {
  const today = context.now().slice(0, 10);
  const read = await recogniseFile(part, year ?? undefined).catch((error: unknown) => {
    context.log.error('import', { error: String((error as Error)?.stack ?? error) });
    return refused(FAILED);
  });
  await transaction(context, async (trx) => {
    const fault = read.reason ?? passedOver(read.passedOver);
    const fileId = file.id ?? (await runs.insertReadFile(trx, runId, file.name, fault));
    if (file.id !== undefined) await runs.endFile(trx, file.id, fault);
    for (const [meeting, { source, origin, deadLinks }] of read.about) {
      const key = importKey(meeting);
      const isKnown = Boolean(await findImport(trx, key)) || (await finds.hasFind(trx, runId, key));
      await finds.insertFind(trx, {
        runId,
        file_id: fileId,
        key,
        origin,
        notes: [
          ...deadLinks.map(({ why, source }) => `${why} ”${source}”`),
          ...origin.attachments.map(tellAttachment),
        ],
        meeting: { ...meeting, file: file.name },
        state: isKnown ? 'known' : 'waiting',
        source,
        doubts: isKnown ? [] : withChoices(doubtsOf(meeting, known), file.name, source, today),
      });
      remember(known, meeting);
    }
  });
}

/** The link dies with the old place. */
function tellAttachment({ title, address }: Attachment): string {
  return `Bilagan ”${title}” finns inte i filen. Den blir en länk under Underlag, till ${address}.`;
}

function passedOver(titles: readonly string[]): string | null {
  if (!titles.length) return null;
  const named = titles.map((title) => `”${title}”`).join(', ');
  return `Där finns inget möte, så det läses inte in: ${named}.`;
}

function remember(known: KnownNames, meeting: RecognisedMeeting): void {
  const { person, organisation } = namesIn(meeting);
  for (const name of person) known.person.met.add(name);
  for (const name of organisation) known.organisation.met.add(name);
}

export async function dropRun(context: Context, runId: number): Promise<void> {
  await getRun(context, runId);
  if (progressOf(context, runId)) throw new Refused('Inläsningen arbetar. Vänta tills den är klar.');
  const files = await runs.listFiles(context.db, runId);
  await transaction(context, (trx) => runs.deleteRun(trx, runId));
  await forgetFiles(files);
}

/** What nobody came back to goes, with its files. */
export async function forgetOldRuns(context: Context): Promise<void> {
  const before = later(context.now(), { days: -DAYS_KEPT });
  const files = await runs.listOldFiles(context.db, before);
  await transaction(context, (trx) => runs.deleteRunsBefore(trx, before));
  await forgetFiles(files);
}

async function forgetFiles(files: readonly { stored_as: string | null }[]): Promise<void> {
  for (const { stored_as } of files) if (stored_as) await rm(join(UPLOADS, stored_as), { force: true });
}
