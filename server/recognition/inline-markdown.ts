const LINK = /!?\[([^[\]\n]{0,500})\]\(([^()\s]{0,1000})(?: "[^"\n]{0,200}")?\)/g;
const MARKS = /\\([!-/:-@[-`{-~])|\*{1,3}|(?<![\p{L}\d])_{1,3}|_{1,3}(?![\p{L}\d])|`+/gu;

export function plainText(markdown: string): string {
  return markdown
    .replace(LINK, (_, text: string) => text)
    .replace(/<((?:https?:\/\/|mailto:)?[^<>\s]{1,500})>/g, '$1')
    .replace(MARKS, (_, escaped: string | undefined) => escaped ?? '')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

export function escapeMarkdown(line: string): string {
  return line
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/[*`]/g, '\\$&')
    .replace(/(?<![\p{L}\d])_|_(?![\p{L}\d])/gu, '\\_')
    .replace(/<(?=[\p{L}/!?])/gu, '\\<')
    .replace(/&(?=#?\w{1,31};)/g, '&amp;')
    .replace(/^(\s*)([#>+=|~]|-(?=-))/, '$1\\$2')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^\[(?=[^\]]{1,200}\]:)/, '\\[');
}

export function firstLink(markdown: string): string | null {
  for (const [, , href = ''] of markdown.matchAll(LINK)) if (!isDead(href)) return href;
  const bare = /https?:\/\/[^\s<>()[\]]{1,1000}/.exec(markdown)?.[0].replace(/[.,;:!?]+$/, '');
  return bare !== undefined && !isDead(bare) ? bare : null;
}

export type DeadLink = { text: string; href: string };

export function withoutDeadLinks(markdown: string, found: (link: DeadLink) => void): string {
  return markdown.replace(LINK, (whole: string, text: string, href: string) => {
    if (!isDead(href)) return whole;
    found({ text, href });
    return text;
  });
}

export function isDead(href: string): boolean {
  if (href === '' || href.startsWith('#') || /^(javascript|file|about|data):/i.test(href)) return true;
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]*)/i.exec(href)?.[1];
  return host === undefined ? /^https?:/i.test(href) : !couldExist(host);
}

// A registered name may hold å, ä and ö; a sentence that an editor took for an address has them further left.
function couldExist(host: string): boolean {
  const labels = host.split('.');
  const registered = labels.slice(-2);
  return (
    labels.length > 1 &&
    labels.every((label) => /^[\p{L}\d_-]{1,63}$/u.test(label)) &&
    /^(?:\p{L}{2,63}|xn--[a-z\d-]+|\d{1,3})$/iu.test(registered[1] ?? '') &&
    labels.slice(0, -2).every((label) => /^[\w-]+$/.test(label))
  );
}
