import { escapeHtml } from '../shared/html.ts';

const WIDTH = 72;
/** What a plain http address leads to can be changed on the way: it stays text. */
const LINK = /https:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g;

export interface Letter {
  subject: string;
  /** Blocks with a blank line between; lines that begin with "– " are a list. */
  text: string;
  /** Why and from whom, such as the line about unsubscribing; the same form as `text`. */
  footer: string;
}

export interface Rendered {
  subject: string;
  text: string;
  html: string;
}

/** The plain text and the HTML say the same, with the same links. */
export function renderLetter({ subject, text, footer }: Letter): Rendered {
  return {
    subject,
    text: `${wrapText(text)}\n\n-- \n${wrapText(footer)}\n`,
    html: document(subject, blocksHtml(text), blocksHtml(footer)),
  };
}

export function wrapText(text: string): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line.trimEnd()))
    .join('\n');
}

function wrapLine(line: string): string {
  const indent = isListLine(line) ? '  ' : '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current && current.length + 1 + word.length > WIDTH) {
      lines.push(current);
      current = indent + word;
    } else current = current ? `${current} ${word}` : word;
  }
  return [...lines, current].join('\n');
}

function isListLine(line: string): boolean {
  return /^[–-] /.test(line);
}

function blocksHtml(text: string): string {
  return text
    .split(/\n{2,}/)
    .filter((block) => block.trim())
    .map(blockHtml)
    .join('\n');
}

function blockHtml(block: string): string {
  const runs: { list: boolean; lines: string[] }[] = [];
  for (const line of block.split('\n')) {
    const last = runs.at(-1);
    if (last && last.list === isListLine(line)) last.lines.push(line);
    else runs.push({ list: isListLine(line), lines: [line] });
  }
  return runs
    .map((run, index) => runHtml(run, runs[index + 1]?.list === true && run.lines.length === 1))
    .join('\n');
}

/** One line right above a list is its heading. */
function runHtml({ list, lines }: { list: boolean; lines: string[] }, isHeading: boolean): string {
  if (isHeading) return `<h2 style="margin:24px 0 8px;font-size:19px">${inline(lines[0]!)}</h2>`;
  if (!list) return `<p style="margin:0 0 16px">${lines.map(inline).join('<br>\n')}</p>`;
  const items = lines.map((line) => `<li>${inline(line.slice(2))}</li>`).join('');
  return `<ul style="margin:0 0 16px;padding-left:20px">${items}</ul>`;
}

function inline(text: string): string {
  let html = '';
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const link = escapeHtml(match[0]);
    html += `${escapeHtml(text.slice(at, match.index))}<a class="link" href="${link}" style="color:#0a5a86">${link}</a>`;
    at = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(at));
}

const DARK = `@media (prefers-color-scheme: dark) { body, .paper { background: #141918 !important; color: #ece9e2 !important } .card { background: #1d2423 !important } .quiet { color: #a9b3ae !important } .link { color: #8cc8f0 !important } }`;

function document(subject: string, body: string, footer: string): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${DARK}</style>
</head>
<body class="paper" style="margin:0;padding:16px;background:#faf8f4;color:#1c2321;font:17px/1.6 system-ui,'Segoe UI',Roboto,sans-serif">
<div class="card" style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff;border-top:6px solid #0d5c55;overflow-wrap:break-word">
${body}
</div>
<div class="quiet" style="max-width:600px;margin:0 auto;padding:16px 24px;color:#55605c;font-size:14px;overflow-wrap:break-word">
${footer}
</div>
</body>
</html>
`;
}
