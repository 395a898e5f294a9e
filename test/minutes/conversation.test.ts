import { expect, it } from 'vitest';
import { renderConversation } from '../../server/minutes/conversation.ts';

const html = (markdown: string) => renderConversation(markdown, 3).toString().replaceAll('\n', '');
const qa = (question: string, ...answers: string[]) =>
  `<dl class="qa"><dt>${question}</dt>${answers.map((answer) => `<dd><p>${answer}</p></dd>`).join('')}</dl>`;

it.each([
  ['one answer', 'Hur?\n\n– Så.', qa('Hur?', 'Så.')],
  ['several answers, with both dashes', 'Hur?\n\n– Så.\n\n— Och så.', qa('Hur?', 'Så.', 'Och så.')],
  [
    'questions after each other in one list',
    'Hur?\n\n– Så.\n\nNär?\n\n– Nu.',
    qa('Hur?', 'Så.').replace('</dl>', '') + qa('När?', 'Nu.').replace('<dl class="qa">', ''),
  ],
  [
    'text before and after',
    'Före.\n\nHur?\n\n– Så.\n\nEfter.',
    `<p>Före.</p>${qa('Hur?', 'Så.')}<p>Efter.</p>`,
  ],
  ['an answer that asks back', 'Hur?\n\n– Vad menar du?\n\n– Så.', qa('Hur?', 'Vad menar du?', 'Så.')],
  ['a text with headings', '## A\n\nHur?\n\n– Så.\n\n### B', `<h3>A</h3>${qa('Hur?', 'Så.')}<h4>B</h4>`],
  ['marks inside', '*Hur* då?\n\n– **Så**.', qa('<em>Hur</em> då?', '<strong>Så</strong>.')],
  [
    'HTML that somebody typed',
    '<img src=x onerror=alert(1)>?\n\n– </dd></dl><script>x</script>',
    qa('&lt;img src=x onerror=alert(1)&gt;?', '&lt;/dd&gt;&lt;/dl&gt;&lt;script&gt;x&lt;/script&gt;'),
  ],
])('reads as a conversation: %s', (_name, markdown, expected) => {
  expect(html(markdown)).toBe(expected);
});

it.each([
  ['a question without answer', 'Hur?', '<p>Hur?</p>'],
  ['a question before bullets', 'Hur?\n\n- så\n- och så', '<p>Hur?</p><ul><li>så</li><li>och så</li></ul>'],
  ['a heading', '## Hur?\n\n– Så.', '<h3>Hur?</h3><p>– Så.</p>'],
  ['the end of a longer paragraph', 'Vi undrar\nhur?\n\n– Så.', '<p>Vi undrarhur?</p><p>– Så.</p>'],
  ['a bullet', '- Hur?\n\n– Så.', '<ul><li>Hur?</li></ul><p>– Så.</p>'],
  ['a numbered point', '1. Hur?\n\n– Så.', '<ol><li>Hur?</li></ol><p>– Så.</p>'],
  ['a quotation', '> Hur?\n\n– Så.', '<blockquote><p>Hur?</p></blockquote><p>– Så.</p>'],
  ['an answer without question', '– Så.', '<p>– Så.</p>'],
  ['a dash that is a minus', 'Hur kallt?\n\n–5 grader', '<p>Hur kallt?</p><p>–5 grader</p>'],
  ['code', '```\nHur?\n\n– Så.\n```', '<pre><code>Hur?– Så.</code></pre>'],
  ['code between', '```\nett\n\nHur?\n\n– Så.\n```', '<pre><code>ettHur?– Så.</code></pre>'],
  ['nothing', '', ''],
])('leaves as Markdown: %s', (_name, markdown, expected) => {
  expect(html(markdown)).toBe(expected);
});

it('reads 2000 questions in a moment', () => {
  const begun = performance.now();
  const text = html('Hur?\n\n– Så.\n\n'.repeat(2000));
  expect(text.match(/<dt>/g)?.length).toBe(2000);
  expect(performance.now() - begun).toBeLessThan(3000);
});
