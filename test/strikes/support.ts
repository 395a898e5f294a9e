import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { simpleParser } from 'mailparser';
import { transaction } from '../../server/context.ts';
import { EMPTY_MINUTES, type MinutesContent } from '../../server/minutes/minutes.ts';
import { insertRevision } from '../../server/minutes/queries.ts';
import { startApp, type Answer, type TestApp } from '../support/app.ts';

export const SLUG = '2026-10-19';
export const PATH = `/admin/moten/${SLUG}/strykning`;

export interface FileApp {
  app: TestApp;
  dir: string;
  file: string;
  close: () => Promise<void>;
  /** The files stay until `close`. */
  stop: () => Promise<void>;
}

/** Signed in, with the database and the mails in a directory of their own. */
export async function startOnFile(): Promise<FileApp> {
  const dir = mkdtempSync(join(tmpdir(), 'gemensam-strykning-'));
  const file = join(dir, 'gemensam.db');
  const app = await startApp({ DATABASE: file, DATA_DIR: dir });
  await app.signIn();
  let open = true;
  const close = async () => {
    if (open) await app.close();
    rmSync(dir, { recursive: true, force: true });
  };
  const stop = async () => {
    open = false;
    await app.close();
  };
  return { app, dir, file, close, stop };
}

export function saveDraft(
  app: TestApp,
  meetingId: number,
  content: Partial<MinutesContent>,
): Promise<number> {
  const whole = { ...EMPTY_MINUTES, upcoming: [], ...content };
  const by = { userId: null, note: '', now: app.clock.now };
  return transaction(app.context, (trx) => insertRevision(trx, meetingId, whole, by));
}

export type Fields = Record<string, string>;

/** The hidden fields of the second step. */
export function fieldsOf({ text }: Pick<Answer, 'text'>, asked: Fields): Fields {
  const seen = /name="seen" value="([^"]*)"/.exec(text)?.[1];
  if (seen === undefined) throw new Error(`no second step in: ${text.slice(0, 3000)}`);
  return { reason: 'asked', ...asked, seen };
}

/** Both steps, as the secretary takes them. */
export async function strike(app: TestApp, asked: Fields, path = PATH): Promise<Answer> {
  const review = await app.post(`${path}/granskning`, asked);
  return app.post(path, fieldsOf(review, asked));
}

const quotedPrintable = (text: string) =>
  [...Buffer.from(text)].map((byte) =>
    byte > 126 || byte === 61
      ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte),
  );

/** Every file below the directory that holds one of the words, in any of the ways that bytes are written. */
export async function holders(dir: string, words: readonly string[]): Promise<string[]> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  const found: string[] = [];
  for (const name of names.filter((one) => statSync(join(dir, one)).isFile())) {
    const bytes = readFileSync(join(dir, name));
    const forms = words.flatMap((word) => [
      word,
      word.normalize('NFD'),
      JSON.stringify(word).slice(1, -1),
      quotedPrintable(word).join(''),
      Buffer.from(word).toString('base64').slice(0, -4),
    ]);
    const mail = name.endsWith('.eml') ? await simpleParser(bytes) : undefined;
    const said = `${mail?.subject ?? ''} ${mail?.text ?? ''}`.replace(/\s+/g, ' ');
    if (forms.some((form) => bytes.includes(form)) || words.some((word) => said.includes(word)))
      found.push(name);
  }
  return found;
}

/** What stands in the log comes into the file too, and stays in the log until that is written over. */
export function checkpoint(file: string): void {
  const sqlite = new BetterSqlite(file);
  sqlite.pragma('wal_checkpoint(full)');
  sqlite.close();
}
