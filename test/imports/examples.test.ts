import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recogniseBytes } from '../../server/imports/file-actions.ts';
import { lostSentences } from '../../server/recognition/lost-sentences.ts';
import { recognise } from '../../server/recognition/recognise.ts';
import type { RecognisedMeeting } from '../../server/recognition/recognised.ts';

const folder = new URL('../../../shared/examples/import/', import.meta.url);
const isThere = existsSync(folder);
const files = isThere ? readdirSync(folder).filter((name) => !/\.(?:args|json)$/.test(name)) : [];
if (!isThere) console.log('Exempeltexterna finns inte bredvid projektet; testerna av dem hoppas över.');

describe('the example texts', () => {
  it.skipIf(!isThere)('are there', () => expect(files.length).toBeGreaterThan(0));

  it.skipIf(!isThere).for(files)('%s is recognised as expected', async (file) => {
    const { meetings } = await recogniseBytes(file, readFileSync(new URL(file, folder)), yearOf(file));
    const expected: unknown = JSON.parse(
      readFileSync(new URL(file.replace(/\.\w+$/, '.expected.json'), folder), 'utf8'),
    );
    expect(meetings.map(withoutMarkdown)).toEqual(expected);
  });

  it.skipIf(!isThere).for(files.filter((name) => /\.(?:txt|md)$/.test(name)))(
    '%s loses no sentence',
    (file) => {
      const source = sourceOf(file);
      const [meeting] = recognise(source, { year: yearOf(file) }).meetings;
      expect(meeting && lostSentences(source.text, meeting)).toEqual([]);
    },
  );
});

function sourceOf(file: string): { file: string; text: string; format: 'text' | 'markdown' } {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return { file, text, format: file.endsWith('.md') ? 'markdown' : 'text' };
}

function yearOf(file: string): number | undefined {
  const args = new URL(file.replace(/\.\w+$/, '.args'), folder);
  const year = existsSync(args) ? /--year (\d{4})/.exec(readFileSync(args, 'utf8'))?.[1] : undefined;
  return year === undefined ? undefined : Number(year);
}

function withoutMarkdown(meeting: RecognisedMeeting): object {
  const sections = meeting.sections.map((section) => ({ ...section, markdown: undefined }));
  return { ...meeting, sections, uncertain: meeting.uncertain.map(({ field }) => field) };
}
