/** The text of a field, and changing it under the hand of somebody who writes. */
/** What the server sent, also when the browser or a quick hand has changed it since. */
export function shownText(control) {
  const chosen = control.querySelector?.('option[selected]') ?? control.querySelector?.('option');
  return chosen ? chosen.value : control.defaultValue.replaceAll('\r\n', '\n');
}

export function textOf({ value }) {
  return value.replaceAll('\r\n', '\n');
}

/** Only what differs is replaced, so that the cursor stays where the person writes. */
export function write({ control }, text) {
  const old = textOf(control);
  if (old === text) return;
  if (!control.setRangeText || control.type === 'hidden') control.value = text;
  else {
    let [start, end] = [0, 0];
    const most = Math.min(old.length, text.length);
    while (start < most && old[start] === text[start]) start++;
    while (end < most - start && old.at(-1 - end) === text.at(-1 - end)) end++;
    control.setRangeText(text.slice(start, text.length - end), start, old.length - end, 'preserve');
  }
  control.dispatchEvent(new Event('keep-written'));
}
