// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g;

/** Text that is safe to hand to the calendar library: line breaks as \n, no control characters, whole characters only. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROLS, ' ')
    .toWellFormed()
    .trim();
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}

/** A TEXT value (RFC 5545 3.3.11). */
export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');
}

/** Mends what the library writes of one VEVENT, adds a CONFERENCE line, and folds. */
export function finishEvent(text: string, conference: string | undefined): string {
  const lines = text
    .split('\r\n')
    .filter((line) => line && !line.startsWith('X-MICROSOFT-'))
    .map(mendLine);
  if (conference) {
    lines.splice(-1, 0, `CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO;LABEL=Delta digitalt:${conference}`);
  }
  return foldLines(lines);
}

/** URIs are not TEXT: the library escapes them all the same. */
function mendLine(line: string): string {
  if (line.startsWith('URL;VALUE=URI:'))
    return line.replace('URL;VALUE=URI:', 'URL:').replace(/\\([\\;,])/g, '$1');
  if (line.startsWith('ATTENDEE')) return line.replace(':MAILTO:', ':mailto:');
  return line;
}

/** Each line ends in CRLF and is at most 75 octets long, folded between characters. */
export function foldLines(lines: readonly string[]): string {
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function fold(line: string): string {
  if (line.length <= 25) return line;
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

/** Of one character in UTF-8. */
function octetsOf(character: string): number {
  if (character.length === 2) return 4;
  return character < '\u0080' ? 1 : character < '\u0800' ? 2 : 3;
}
