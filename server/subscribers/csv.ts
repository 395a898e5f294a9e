import { parse } from 'csv-parse/sync';
import { emailKey, readEmail } from '../shared/email-address.ts';
import { lineField } from '../shared/fields.ts';
import { STANDARD, readWishes, wishWords, type Wishes } from './wishes.ts';

export interface ListedPerson {
  email: string;
  name: string;
  wishes: Wishes;
}

export interface ReadList {
  people: ListedPerson[];
  /** What could not be read, with its line number. */
  invalid: { line: number; why: string }[];
}

const COLUMNS = ['email', 'name', 'wants'];
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** Reads `email;name;wants`, with or without a heading line. An address that comes twice counts once. */
export function readList(bytes: Buffer): ReadList {
  const rows = readRows(decode(bytes));
  const columns = headingOf(rows[0]?.record) ?? COLUMNS;
  const people = new Map<string, ListedPerson>();
  const invalid: ReadList['invalid'] = [];
  for (const { record, line } of headingOf(rows[0]?.record) ? rows.slice(1) : rows) {
    const person = readPerson(record, columns);
    if ('why' in person) invalid.push({ line, why: person.why });
    else if (!people.has(emailKey(person.email))) people.set(emailKey(person.email), person);
  }
  return { people: [...people.values()], invalid };
}

function readRows(text: string): { record: string[]; line: number }[] {
  const first = text.slice(0, text.search(/\r|\n|$/));
  const rows = parse(text, {
    delimiter: first.includes(';') ? ';' : ',',
    info: true,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];
  return rows
    .map(({ record, info }) => ({ record, line: info.lines }))
    .filter(({ record }) => record.some(Boolean));
}

function readPerson(record: string[], columns: string[]): ListedPerson | { why: string } {
  const cell = (name: string) => lineField({ x: unguard(record[columns.indexOf(name)] ?? '') }, 'x');
  const email = readEmail(cell('email'));
  if (!email) return { why: 'E-postadressen går inte att läsa.' };
  const words = cell('wants')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const { wishes, unknown } = readWishes(words);
  if (unknown.length) return { why: `Okänt ord i wants: ${unknown.join(', ').slice(0, 100)}.` };
  return { email, name: cell('name').slice(0, 200), wishes: words.length ? wishes : STANDARD };
}

function headingOf(record: string[] | undefined): string[] | undefined {
  const names = record?.map((cell) => cell.toLowerCase());
  return names?.includes('email') ? names : undefined;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** For Swedish Excel: BOM and semicolons; no cell begins a formula. `readList` reads it back. */
export function writeList(people: readonly (Wishes & { email: string; name: string })[]): string {
  const rows = people.map((person) => [person.email, person.name, wishWords(person).join(' ')]);
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(quoted).join(';')).join('\r\n')}`;
}

function quoted(cell: string): string {
  const guarded = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${guarded.replaceAll('"', '""')}"`;
}

function unguard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
