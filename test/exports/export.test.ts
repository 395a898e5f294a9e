import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeExport } from '../../server/exports/export-directory.ts';
import { commandLine } from '../support/command-line.ts';

let line: ReturnType<typeof commandLine>;
beforeEach(() => (line = commandLine()));
afterEach(() => line.remove());

const listed = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

it('exports the feed of a group without meetings', async () => {
  const dir = join(line.dir, 'ut');
  const answer = await line.type(['export', dir]);
  expect([answer.code, answer.err]).toEqual([0, '']);
  expect(listed(dir)).toContain('kalender.ics');
  expect(readFileSync(join(dir, 'kalender.ics'), 'utf8')).toMatch(
    /^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/,
  );
  expect((await line.type(['export', dir])).code).toBe(0);
});

it('replaces its own files, takes away what is no longer public, and leaves the rest', () => {
  const dir = join(line.dir, 'ut');
  writeExport(dir, [
    { name: 'a.md', text: 'ett' },
    { name: 'b/c.md', text: 'två' },
  ]);
  writeFileSync(join(dir, 'mitt eget.txt'), 'kvar');
  writeExport(dir, [{ name: 'a.md', text: 'nytt' }]);
  expect(listed(dir)).toEqual(['.gemensam-export.json', 'a.md', 'mitt eget.txt']);
  expect(readFileSync(join(dir, 'a.md'), 'utf8')).toBe('nytt');
});

it('refuses a directory with other things in it', async () => {
  const dir = join(line.dir, 'annat');
  mkdirSync(dir);
  writeFileSync(join(dir, 'brev.txt'), 'mitt');
  const refused = await line.type(['export', dir]);
  expect([refused.code, refused.err.includes('har redan annat innehåll')]).toEqual([1, true]);
  expect(listed(dir)).toEqual(['brev.txt']);
  expect((await line.type(['export'])).code).toBe(2);
});
