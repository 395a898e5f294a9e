import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { recognise } from '../recognition/recognise.ts';
import type { RecognisedMeeting } from '../recognition/recognised.ts';
import { decodeText } from '../shared/encoding.ts';
import { formatOf, innerFault, MOST_TEXT, TOO_MUCH_TEXT } from './file-format.ts';
import { refused, type About, type FileRecognition } from './file-recognition.ts';
import { NOWHERE, type Content, type Question, type SourceRead } from './source.ts';

/** To be called in a thread of its own: both reading a file and understanding it can take long. */
export async function recogniseSource({ name, content, year }: Question): Promise<FileRecognition> {
  const read = await readSource(name, await bytesOf(content));
  if ('fault' in read) return refused(read.fault);
  if (read.texts.some(({ text }) => text.length > MOST_TEXT)) return refused(TOO_MUCH_TEXT);
  const found = read.texts.map((text) => {
    const options = {
      ...(year !== undefined && { year }),
      ...(text.published && { published: text.published }),
    };
    return {
      text,
      recognition: recognise({ file: basename(name), text: text.text, format: text.format }, options),
    };
  });
  const meetings = found.flatMap(({ recognition }) => recognition.meetings);
  const empty = found.filter(({ recognition }) => !recognition.meetings.length);
  return {
    meetings,
    passedOver: meetings.length ? empty.flatMap(({ text }) => text.title ?? []) : [],
    deadLinks: found.flatMap(({ recognition }) => recognition.deadLinks),
    reason: meetings.length ? null : (found[0]?.recognition.reason ?? 'Det finns inget möte i filen.'),
    about: new Map(
      found.flatMap(({ text: { origin = NOWHERE, ...source }, recognition: { meetings, deadLinks } }) =>
        meetings.map((meeting): [RecognisedMeeting, About] => [
          meeting,
          { source: meeting.date === null ? source : null, origin, deadLinks },
        ]),
      ),
    ),
  };
}

async function bytesOf(content: Content): Promise<Buffer> {
  if ('path' in content) return readFile(content.path);
  const { buffer, byteOffset, length } = content.bytes;
  return Buffer.from(buffer, byteOffset, length);
}

/** The libraries are fetched only for the files that need them. */
async function readSource(name: string, bytes: Buffer): Promise<SourceRead> {
  const format = formatOf(name)!;
  if ('text' in format) return { texts: [{ text: decodeText(bytes), format: format.text }] };
  const fault = innerFault(format.heavy, bytes);
  if (fault) return { fault };
  const { readHeavy } = await import('./heavy-reader.ts');
  return readHeavy(format.heavy, bytes);
}
