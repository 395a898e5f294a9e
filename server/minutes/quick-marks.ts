import { proseLines } from '../shared/markdown.ts';
import type { MinutesSection } from './minutes.ts';

/** At the beginning of a line, also of a list item; a question or answer is followed by a space: "S:t Jakob" is none. */
const MARK = /^(\s*(?:[-*+•]\s+)?)(?:([!?])[  \t]*(?=[\p{L}\p{N}"”»*_(§–])|([FfSs]:)[  \t]+(?=\S))(.+)$/u;
const LIST_OR_ARROW = /^\s*(?:[-*+•]\s|→|->)/;

/** The quick notes of the meeting as running text: what was agreed, what is open, who asked and what was answered. */
export function spellOutSections<T extends { sections: readonly MinutesSection[] }>(content: T): T {
  const sections = content.sections.map((section) => {
    const markdown = spellOut(section.markdown);
    return markdown === section.markdown ? section : { ...section, markdown };
  });
  const isSame = sections.every((section, index) => section === content.sections[index]);
  return isSame ? content : { ...content, sections };
}

/** Each marked line becomes a paragraph of its own, or stays a list item; all else stays as it stands. */
export function spellOut(markdown: string): string {
  const marked = new Map(proseLines(markdown).flatMap(({ line, text }) => inWords(line, text)));
  if (!marked.size) return markdown;
  const lines = markdown.split('\n').map((line, at) => marked.get(at) ?? line);
  return lines
    .flatMap((line, at) => {
      const before = lines[at - 1]?.trim();
      const meetsMark = marked.has(at) || marked.has(at - 1);
      return before && line.trim() && meetsMark && !LIST_OR_ARROW.test(line) ? ['', line] : [line];
    })
    .join('\n');
}

/** A question with a dash after it is what the pages show as a conversation. */
function inWords(line: number, text: string): [number, string][] {
  const [, indent, sign, letter, words] = MARK.exec(text) ?? [];
  if (!words) return [];
  const said = words.trim();
  if (sign) return [[line, `${indent}**${sign === '!' ? 'Överenskommet' : 'Öppen fråga'}:** ${said}`]];
  if (/s/i.test(letter!)) return [[line, `– ${said}`]];
  return [[line, said.endsWith('?') ? said : `${said.replace(/[.:]$/, '')}?`]];
}
