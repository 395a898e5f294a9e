import { SafeHtml } from '../shared/html.ts';
import { highestHeading, renderMarkdown } from '../shared/markdown.ts';

/** A hyphen would be a list in Markdown. */
const ANSWER = /^[–—]\s+/;
const FENCE = /^ {0,3}(?:```|~~~)/m;

/**
 * Renders a section so that questions and answers read as a conversation: a paragraph of one line that ends in "?" and is
 * followed by paragraphs that begin with a dash. All else is Markdown as usual.
 */
export function renderConversation(
  markdown: string,
  topLevel: number,
  highest = highestHeading(markdown),
): SafeHtml {
  if (FENCE.test(markdown)) return renderMarkdown(markdown, topLevel, highest);
  const parts: string[] = [];
  let plain: string[] = [];
  const blocks = markdown.split(/\n{2,}/);
  const flush = () => {
    if (plain.length) parts.push(renderMarkdown(plain.join('\n\n'), topLevel, highest).toString());
    plain = [];
  };
  for (let index = 0; index < blocks.length; index++) {
    const answers = isQuestion(blocks[index]!) ? answersAfter(blocks, index) : [];
    if (!answers.length) {
      plain.push(blocks[index]!);
      continue;
    }
    flush();
    parts.push(exchange(blocks[index]!, answers, topLevel));
    index += answers.length;
  }
  flush();
  return new SafeHtml(joined(parts));
}

function isQuestion(block: string): boolean {
  return block.endsWith('?') && !/\n/.test(block) && !/^(?:[#>|]|[-*+–—] |\d+[.)] )/.test(block);
}

function answersAfter(blocks: string[], index: number): string[] {
  const rest = blocks.slice(index + 1);
  const end = rest.findIndex((block) => !ANSWER.test(block));
  return end === -1 ? rest : rest.slice(0, end);
}

function exchange(question: string, answers: string[], topLevel: number): string {
  const said = answers.map(
    (answer) => `<dd>${renderMarkdown(answer.replace(ANSWER, ''), topLevel).toString()}</dd>`,
  );
  return `<dl class="qa"><dt>${inline(question)}</dt>${said.join('')}</dl>`;
}

function inline(text: string): string {
  return renderMarkdown(text)
    .toString()
    .trim()
    .replace(/^<p>|<\/p>$/g, '');
}

/** Questions that follow each other share one list. */
function joined(parts: string[]): string {
  return parts.join('\n').replaceAll('</dl>\n<dl class="qa">', '');
}
