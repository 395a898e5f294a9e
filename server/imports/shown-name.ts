const LONGEST = 120;
const ENDING = 15;

/** A name to show: without paths, controls and marks that turn the text around. */
export function shownName(name: string): string {
  return partsOf(name).at(-1) ?? 'fil utan namn';
}

/** As `shownName`, with the folders that it stands in; never a way out of them. */
export function shownPath(path: string): string {
  return partsOf(path).join('/') || 'fil utan namn';
}

/** A path on this computer as one line, which writes nothing else on a terminal. */
export function oneLine(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
}

function partsOf(path: string): string[] {
  return path.normalize('NFC').split(/[/\\]/).map(plain).filter(Boolean);
}

function plain(part: string): string {
  const text = part.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '').trim();
  if (text === '.' || text === '..') return '';
  // Its ending tells what it is.
  return text.length > LONGEST ? `${text.slice(0, LONGEST - ENDING)}…${text.slice(-ENDING)}` : text;
}
