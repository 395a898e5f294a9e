import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { Context } from '../context.ts';
import { mailFileName } from '../mail/file-transport.ts';
import { listKeptMails, listMailNames } from './mail-queries.ts';
import type { Passage } from './passage.ts';
import { placeIn, type Place } from './place.ts';

const AT_A_TIME = 20;

/** Every kept mail that holds the passage, whatever its words are packed in. */
export async function findInMails(
  { db }: Context,
  passage: Passage,
  after = 0,
): Promise<{ places: Place[]; last: number }> {
  const places: Place[] = [];
  let last = after;
  for (;;) {
    const mails = await listKeptMails(db, last, AT_A_TIME);
    if (!mails.length) return { places, last };
    for (const { id, state, raw, meeting_id } of mails) {
      const label =
        state === 'queued' || state === 'unknown' ? 'Mejl som väntar på att skickas' : 'Kopior av mejl';
      const held = { key: `outbox_raw:${id}`, label, texts: await wordsOfMail(raw), meetingId: meeting_id };
      const place = placeIn(held, passage, 'changed');
      if (place) places.push(place);
    }
    last = mails.at(-1)!.id;
  }
}

/** All that a reader of the mail sees: its parts without their coding, and the calendar entry without its folds. */
export async function wordsOfMail(raw: Buffer): Promise<string[]> {
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextLinks: true, skipTextToHtml: true });
  const attached = mail.attachments.flatMap(({ contentType, content, filename }) => [
    filename ?? '',
    contentType.startsWith('text/') ? unfolded(content.toString('utf8')) : '',
  ]);
  const html = typeof mail.html === 'string' ? mail.html.replace(/<[^>]*>/g, '') : '';
  return [mail.subject ?? '', mail.text ?? '', html, ...attached].filter(Boolean);
}

/** RFC 5545 3.1 and 3.3.11 */
function unfolded(text: string): string {
  return text
    .replace(/\r?\n[ \t]/g, '')
    .replace(/\\n/gi, '\n')
    .replace(/\\([\\,;])/g, '$1');
}

/** Mails as files; of a mail that the database knows, the file belongs to its meeting, else to the one at hand. */
export async function findInFiles(
  { db, config }: Context,
  passage: Passage,
  meetingId: number,
): Promise<Place[]> {
  const folder = join(config.dataDir, 'mail');
  const names = await readdir(folder).catch(() => []);
  if (!names.length) return [];
  const known = new Map((await listMailNames(db)).map((mail) => [mailFileName(mail), mail.meeting_id]));
  const places: Place[] = [];
  for (const name of names.filter((one) => /\.eml(\.part)?$/.test(one)).sort()) {
    const raw = await readFile(join(folder, name)).catch(() => undefined);
    if (!raw) continue;
    const of = name.replace(/\.part$/, '');
    const held = {
      key: `mail:${name}`,
      label: 'Mejl som filer i datamappen',
      texts: await wordsOfMail(raw),
      meetingId: known.has(of) ? known.get(of)! : meetingId,
    };
    const place = placeIn(held, passage, 'changed');
    if (place) places.push(place);
  }
  return places;
}

export async function deleteMailFiles({ config }: Context, places: readonly Place[]): Promise<void> {
  for (const { key } of places)
    if (key.startsWith('mail:'))
      await rm(join(config.dataDir, 'mail', key.slice('mail:'.length)), { force: true });
}
