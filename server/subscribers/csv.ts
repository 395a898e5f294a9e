import { CsvError, parse } from 'csv-parse/sync';
import { emailKey, readEmail } from '../shared/email-address.ts';
import { lineField } from '../shared/fields.ts';
import { decodeList, delimiterOf } from './list-text.ts';
import { STANDARD, readWishes, wishWords, type Wishes } from './wishes.ts';

export interface ListedPerson {
  email: string;
  name: string;
  wishes: Wishes;
}

export interface LineFault {
  line: number;
  why: string;
}

export interface ReadList {
  people: ListedPerson[];
  /** What could not be read, with its line number. */
  invalid: LineFault[];
  /** Lines whose address stands on an earlier line, which counts. */
  doubled: LineFault[];
}

interface Row {
  record: string[];
  line: number;
}

const COLUMNS = ['email', 'name', 'wants'];
const HEADINGS: Record<string, string> = {
  'e-post': 'email',
  epost: 'email',
  'e-postadress': 'email',
  namn: 'name',
  'vill ha': 'wants',
};
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
const LONGEST_NAME = 200;

/** Reads the bytes of a file; a file that is no text is one fault on line 1. */
export function readList(bytes: Buffer): ReadList {
  const decoded = decodeList(bytes);
  if ('text' in decoded) return readListText(decoded.text);
  return { people: [], invalid: [{ line: 1, why: decoded.fault }], doubled: [] };
}

/** Reads `email;name;wants`, with or without a heading line. An address that comes twice counts once. */
export function readListText(text: string): ReadList {
  const rows = readRows(text);
  if ('why' in rows) return { people: [], invalid: [rows], doubled: [] };
  const heading = headingOf(rows[0]?.record);
  const people: ListedPerson[] = [];
  const lines = new Map<string, number>();
  const list: ReadList = { people, invalid: [], doubled: [] };
  for (const { record, line } of heading ? rows.slice(1) : rows) {
    const person = readPerson(record, heading ?? COLUMNS);
    if ('why' in person) {
      list.invalid.push({ line, why: person.why });
      continue;
    }
    const earlier = lines.get(emailKey(person.email));
    if (earlier !== undefined) list.doubled.push({ line, why: `Samma adress som på rad ${earlier}.` });
    else {
      lines.set(emailKey(person.email), line);
      people.push(person);
    }
  }
  return list;
}

function readRows(text: string): Row[] | LineFault {
  const delimiter = delimiterOf(text);
  try {
    const rows = parse(text, {
      delimiter,
      info: true,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: delimiter !== '\t',
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows
      .map(({ record, info }) => ({ record, line: info.lines }))
      .filter(({ record }) => record.some(Boolean));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines']) || 1;
    return { line, why: 'Ett citattecken (") öppnas men stängs aldrig. Inget av listan är läst.' };
  }
}

function readPerson(record: string[], columns: string[]): ListedPerson | { why: string } {
  const cell = (name: string) => lineField({ x: unguard(record[columns.indexOf(name)] ?? '') }, 'x');
  const email = readEmail(cell('email'));
  if (!email) return { why: 'E-postadressen går inte att läsa.' };
  const name = cell('name');
  if (readEmail(name)) return { why: 'Det står två adresser på raden. Skriv en per rad.' };
  const words = cell('wants')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const { wishes, unknown } = readWishes(words);
  if (unknown.length) return { why: `Okänt ord i wants: ${unknown.join(', ').slice(0, 100)}.` };
  return { email, name: name.slice(0, LONGEST_NAME), wishes: words.length ? wishes : STANDARD };
}

function headingOf(record: string[] | undefined): string[] | undefined {
  const names = record
    ?.map((cell) => cell.normalize('NFC').toLowerCase())
    .map((cell) => (Object.hasOwn(HEADINGS, cell) ? HEADINGS[cell]! : cell));
  return names?.includes('email') ? names : undefined;
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
