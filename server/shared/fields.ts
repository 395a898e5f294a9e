export type Body = Readonly<Record<string, unknown>> | undefined;
/** Field name -> what to do about it, in Swedish. */
export type Errors = Record<string, string>;

// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2028\u2029]/g;

/** A repeated field gives its first value; anything that is no text gives "". */
export function rawField(body: Body, name: string): string {
  const value = body && Object.hasOwn(body, name) ? body[name] : undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

/** One line: spaces tidied, control characters and line breaks gone. */
export function lineField(body: Body, name: string): string {
  return rawField(body, name).normalize('NFC').replace(CONTROLS, '').replace(/\s+/g, ' ').trim();
}

/** Several lines: line ends as \n, control characters gone. */
export function textField(body: Body, name: string): string {
  return cleanText(rawField(body, name)).trim();
}

/** Composed letters, line ends as \n, no control characters; spaces at the ends stay. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROLS, '');
}

export function listField(body: Body, name: string): string[] {
  const value = body && Object.hasOwn(body, name) ? body[name] : undefined;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list
    .filter((item): item is string => typeof item === 'string')
    .map((item) => lineField({ item }, 'item'));
}

export function checked(body: Body, name: string): 0 | 1 {
  return rawField(body, name) === '' ? 0 : 1;
}

export function tooLong(text: string, limit: number): string | undefined {
  return text.length > limit
    ? `Texten är för lång. Högst ${limit.toLocaleString('sv')} tecken får plats.`
    : undefined;
}

export function hasErrors(errors: Errors): boolean {
  return Object.keys(errors).length > 0;
}
