import { isDate, monthName } from '../shared/time.ts';
import type { Read } from './field.ts';
import { PLACEHOLDERS } from './mail-templates.ts';
import type { Settings } from './settings.ts';

const MOST_LINES = 100;

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** "sportlov 2027-02-22–2027-02-26", one per line. */
export function readBreaks(text: string): Read {
  const value: Settings['schoolBreaks'] = [];
  const lines = linesOf(text);
  if (lines.length > MOST_LINES)
    return { error: `Högst ${MOST_LINES} lov får plats. Ta bort de äldsta raderna.` };
  for (const line of lines) {
    const match = /^(.{1,60}?)\s+(\d{4}-\d{2}-\d{2})\s*[–-]\s*(\d{4}-\d{2}-\d{2})$/.exec(line);
    const [, name = '', from = '', to = ''] = match ?? [];
    if (!isDate(from) || !isDate(to))
      return { error: `Raden "${line}" går inte att läsa. Skriv så här: sportlov 2027-02-22–2027-02-26.` };
    if (to < from) return { error: `${name}: sista dagen ligger före den första.` };
    value.push({ name, from, to });
  }
  return { value };
}

export function showBreaks(breaks: Settings['schoolBreaks']): string {
  return breaks.map(({ name, from, to }) => `${name} ${from}–${to}`).join('\n');
}

/** One item per line; what the item is follows from its words. */
export function readSkeleton(text: string): Read {
  const titles = linesOf(text);
  if (titles.length > 30) return { error: 'Högst 30 punkter får plats.' };
  const long = titles.find((title) => title.length > 200);
  if (long) return { error: `Punkten "${long.slice(0, 40)}…" är för lång. Högst 200 tecken får plats.` };
  return { value: titles.map((title) => ({ title, kind: kindOf(title) })) };
}

function kindOf(title: string): Settings['agendaSkeleton'][number]['kind'] {
  if (/^övrig/i.test(title)) return 'other-business';
  return /^uppföljning/i.test(title) ? 'follow-up' : 'report';
}

const MONTHS = Array.from({ length: 12 }, (_, index) =>
  monthName(`2000-${String(index + 1).padStart(2, '0')}-01`),
);

/** "januari, februari, mars" */
export function readMonths(text: string): Read {
  const words = text
    .toLowerCase()
    .split(/[\s,]+|\boch\b/)
    .filter(Boolean);
  const unknown = words.find((word) => !MONTHS.includes(word));
  if (unknown)
    return {
      error: `"${unknown.slice(0, 30)}" är ingen månad. Skriv till exempel: januari, februari, mars.`,
    };
  if (!words.length) return { error: 'Skriv minst en månad.' };
  return { value: MONTHS.map((_, index) => index + 1).filter((month) => words.includes(MONTHS[month - 1]!)) };
}

export function showMonths(months: readonly number[]): string {
  return months.map((month) => MONTHS[month - 1]).join(', ');
}

/** A mail template: every {word} must be one that we know. */
export function readTemplate(text: string, most: number): Read {
  if (!text) return { error: 'Texten behövs. Annars blir mejlet tomt.' };
  if (text.length > most)
    return { error: `Texten är för lång. Högst ${most.toLocaleString('sv')} tecken får plats.` };
  const unknown = [...text.matchAll(/\{([^{}\n]*)\}/g)]
    .map(([, word]) => word!)
    .find((word) => !Object.hasOwn(PLACEHOLDERS, word));
  return unknown === undefined
    ? { value: text }
    : { error: `Platshållaren {${unknown.slice(0, 40)}} finns inte. Välj bland dem som står i listan.` };
}

const LONGEST_LINE = 500;

export function readPhrases(text: string): Read {
  const value = linesOf(text);
  if (value.length > MOST_LINES) return { error: `Högst ${MOST_LINES} fraser får plats.` };
  const long = value.find((line) => line.length > LONGEST_LINE);
  if (long)
    return {
      error: `"${long.slice(0, 40)}…" är för lång. Högst ${LONGEST_LINE} tecken får plats på en rad.`,
    };
  return { value };
}

/** "SIP = samordnad individuell plan", one per line; the last one counts when a short form stands there twice. */
export function readGlossary(text: string): Read {
  const found = new Map<string, string>();
  for (const line of linesOf(text)) {
    const [, short = '', long = ''] = /^([^=]{1,30}?)\s*=\s*(\S.{0,199})$/u.exec(line) ?? [];
    if (!short)
      return {
        error: `Raden "${line.slice(0, 60)}" går inte att läsa. Skriv så här: SIP = samordnad individuell plan.`,
      };
    found.set(short, long.trim());
  }
  if (found.size > 300) return { error: 'Högst 300 förkortningar får plats.' };
  return { value: [...found] };
}

export function showGlossary(glossary: Settings['glossary']): string {
  return glossary.map((pair) => pair.join(' = ')).join('\n');
}
