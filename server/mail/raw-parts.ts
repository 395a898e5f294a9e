export interface ReadMail {
  headers: string;
  text: string;
}

/** The headers and the plain text of a mail that `composeMail` made; nothing else is read with it. */
export function readParts(raw: Buffer): ReadMail {
  const whole = raw.toString('utf8');
  const end = whole.indexOf('\r\n\r\n');
  const start = whole.search(/\r\nContent-Type: text\/plain/i);
  const body = start < 0 ? end : whole.indexOf('\r\n\r\n', start);
  const stop = whole.indexOf('\r\n----_NmP-', body);
  const encoding =
    /^Content-Transfer-Encoding: (\S+)/im.exec(whole.slice(Math.max(start, 0), body))?.[1] ?? '7bit';
  const text = whole.slice(body + 4, stop < 0 ? undefined : stop);
  return { headers: unfold(whole.slice(0, end)), text: decode(text, encoding.toLowerCase()) };
}

function unfold(headers: string): string {
  return headers
    .replace(/\r\n[ \t]+/g, ' ')
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=\s*(?==\?|)/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quoted(text.replaceAll('_', ' ')),
    );
}

function decode(text: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? quoted(text.replace(/=\r\n/g, '')) : text;
}

function quoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
