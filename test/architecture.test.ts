import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const LONGEST_FILE = 200;
/** Tests are mostly tables. */
const LONGEST_TEST = 300;
/** File -> why it may be longer. */
const LONG_WITH_REASON: Record<string, string> = {};

const files = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => ending.test(name))
    .sort();
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const sources = [...files('server', /\.ts$/), ...files('db', /\.ts$/), ...files('scripts', /\.(js|ts)$/)];
const views = files('views', /\.ejs$/);

function importsOf(file: string): string[] {
  const found = text(file).matchAll(
    /^(?:import|export)\s(?:[^;'"]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
  );
  return [...found].map(([, fixed, dynamic]) => (fixed ?? dynamic)!);
}

function localImports(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(ROOT, resolve(ROOT, dirname(file), name)));
}

const RANKS: readonly [RegExp, number][] = [
  [/^db\//, 0],
  [/^scripts\/|^server\/(main|app|commands)\.ts$/, 6],
  [/^server\/shared\/|^server\/(context|config|log|command)\.ts$/, 1],
  [/^server\/web\/|(^|[/-])(routes|command)\.ts$/, 5],
  [
    /^server\/open-context\.ts$|(^|[/-])(actions|delivery|transport|session|dns|connection|backup|restore|loop|export-directory)\.ts$/,
    4,
  ],
  [/(^|[/-])(queries|outbox)\.ts$/, 3],
];
const rank = (file: string): number => RANKS.find(([pattern]) => pattern.test(file))?.[1] ?? 2;

it('imports only files that exist', () => {
  const lost = sources.flatMap((file) =>
    localImports(file)
      .filter((target) => !existsSync(join(ROOT, target)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(lost).toEqual([]);
});

it('imports inwards only', () => {
  const outward = sources.flatMap((file) =>
    localImports(file)
      .filter((target) => rank(target) > rank(file))
      .map((target) => `${file} (${rank(file)}) -> ${target} (${rank(target)})`),
  );
  expect(outward).toEqual([]);
});

/** The first cycle met from each file, written "a -> b -> a". */
function cycles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    if (done.has(file) || !existsSync(join(ROOT, file))) return;
    for (const target of localImports(file)) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  return found;
}

it('has no cycles', () => {
  expect(cycles()).toEqual([]);
});

it(`keeps files within ${LONGEST_FILE} lines`, () => {
  const long = [...sources, ...views, ...files('test', /\.ts$/), ...files('public', /\.js$/)]
    .map((file) => ({ file, lines: text(file).split('\n').length - 1 }))
    .filter(
      ({ file, lines }) =>
        lines > (file.startsWith('test/') ? LONGEST_TEST : LONGEST_FILE) && !(file in LONG_WITH_REASON),
    )
    .map(({ file, lines }) => `${file}: ${lines}`);
  expect(long).toEqual([]);
  expect(Object.keys(LONG_WITH_REASON).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

const OWNERS: Record<string, RegExp> = {
  express: /^server\/(app\.ts|web\/.*|.*[/-]routes\.ts)$/,
  kysely: /^db\/|(^|[/-])(queries|outbox)\.ts$/,
  'better-sqlite3': /^db\//,
  nodemailer: /^(server\/mail|server\/identity|scripts\/bench)\//,
  'ical-generator': /^server\/calendar\//,
};

it.each(Object.entries(OWNERS))('lets only its owners import %s', (name, owner) => {
  const strangers = sources.filter(
    (file) =>
      !owner.test(file) && importsOf(file).some((target) => target === name || target.startsWith(`${name}/`)),
  );
  expect(strangers).toEqual([]);
});

it('reads the environment in one place', () => {
  const readers = sources.filter((file) => /process\.env\b/.test(text(file)));
  expect(readers.filter((file) => !file.startsWith('scripts/'))).toEqual(['server/main.ts']);
});

it('prints unescaped only includes and SafeHtml', () => {
  const raw = views.flatMap((file) =>
    [...text(file).matchAll(/<%-\s*([^%]*)/g)]
      .filter(([, code]) => !/^(include|html)\(/.test(code!))
      .map(([tag]) => `${file}: ${tag}`),
  );
  expect(raw).toEqual([]);
});

it('has no inline script, style or event handler in a view, but for data that no browser runs', () => {
  const inline = views.flatMap((file) => {
    const markup = text(file).replace(/<%[\s\S]*?%>/g, '');
    return [
      ...markup.matchAll(
        /<style\b|<script(?![^>]*\bsrc=| type="application\/ld\+json">)[^>]*>|\s(?:style|on[a-z]+)\s*=\s*["']?/gi,
      ),
    ].map(([found]) => `${file}: ${found.trim()}`);
  });
  expect(inline).toEqual([]);
});

it('builds no SQL out of strings', () => {
  expect(sources.filter((file) => /\bsql\.raw\(/.test(text(file)))).toEqual([]);
});
