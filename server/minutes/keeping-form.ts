import { cleanText } from '../shared/fields.ts';

/** What a page typed into one field since it last met the server. */
export interface Typed {
  name: string;
  /** The number of the revision that the writing began from. */
  base: number;
  text: string;
  /** Earlier texts of the same writing that may have been stored without the page knowing; `text` continues them. */
  tried: string[];
}

export interface Sent {
  /** Of the page in one tab. */
  client: string;
  seen: number;
  /** The field where the person writes now; "" for none. */
  at: string;
  typed: Typed[];
  /** Of the sections, when the page shows an agenda that nobody has written on yet. */
  headings: string[];
}

const MOST_FIELDS = 3000;
const MOST_TRIED = 3;

/** What the page's script sends as JSON; undefined when it was made by something else. */
export function readSent(body: unknown): Sent | undefined {
  if (!isRecord(body) || !Array.isArray(body['fields']) || body['fields'].length > MOST_FIELDS)
    return undefined;
  const typed = body['fields'].map(readTyped);
  if (typed.includes(undefined) || !isNumber(body['seen'])) return undefined;
  return {
    client: readName(body['client']),
    seen: body['seen'],
    at: readName(body['at']),
    typed: typed as Typed[],
    headings: Array.isArray(body['headings']) ? body['headings'].map(String) : [],
  };
}

function readTyped(field: unknown): Typed | undefined {
  if (!isRecord(field) || typeof field['text'] !== 'string' || !isNumber(field['base'])) return undefined;
  const tried = Array.isArray(field['tried']) ? field['tried'].slice(0, MOST_TRIED) : [];
  return {
    name: readName(field['name']),
    base: field['base'],
    text: cleanText(field['text']),
    tried: tried.filter((text) => typeof text === 'string').map(cleanText),
  };
}

function readName(value: unknown): string {
  return typeof value === 'string' && /^[\w:-]{1,60}$/.test(value) ? value : '';
}

function isNumber(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 1e9;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
