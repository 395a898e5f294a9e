import { expect, it } from 'vitest';
import { pastedMarkdown } from '../../server/minutes/pasted-markdown.ts';
import { renderMarkdown } from '../../server/shared/markdown.ts';

const item = (level: number, mark: string, text: string, list = 0) =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l${list} level${level} lfo1'><![if !supportLists]><span lang=SV style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;
const word = (body: string) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {mso-style-name:x; margin:0cm} --></style></head><body lang=SV><!--StartFragment-->${body}<!--EndFragment--></body></html>`;
const google = (body: string) =>
  `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-7">${body}</b>`;

it.each([
  ['headings', word('<h1>Möte<o:p></o:p></h1><h2>Läxhjälp</h2>'), '# Möte\n\n## Läxhjälp'],
  [
    'paragraphs with emphasis',
    word(
      "<p class=MsoNormal>En <b style='mso-bidi-font-weight:normal'>fet</b> och <i>sned</i><o:p></o:p></p>",
    ),
    'En **fet** och *sned*',
  ],
  [
    'lists that are drawn',
    word(item(1, '·', 'Ett') + item(2, 'o', 'Under') + item(1, '·', 'Två') + '<p class=MsoNormal>Sedan</p>'),
    '- Ett\n    - Under\n- Två\n\nSedan',
  ],
  ['numbers that are drawn', word(item(1, '3.', 'Tre') + item(2, 'a)', 'A')), '3. Tre\n    1. A'],
  ['a list that begins deep', word(item(3, '·', 'Djup') + item(1, '·', 'Grund')), '- Djup\n- Grund'],
  [
    'marks in conditional comments',
    "<p style='mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span style='mso-list:Ignore'>·</span><!--[endif]-->Punkt</p>",
    '- Punkt',
  ],
  [
    'numbers of headings',
    word(
      "<h1 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Budget</h1>",
    ),
    '# 2. Budget',
  ],
  [
    "Google's wrapper and spans",
    google(
      '<p dir="ltr"><span style="font-weight:700">fet</span><span style="font-weight:400"> och </span><span style="font-style:italic">sned</span></p>',
    ),
    '**fet** och *sned*',
  ],
  [
    "Google's lists",
    google('<ul><li dir="ltr"><p>ett</p></li><ul><li><p>under</p></li></ul><li><p>två</p></li></ul>'),
    '- ett\n    - under\n- två',
  ],
  ['lists that begin at three', '<ol start=3><li>c</li><li>d</li></ol>', '3. c\n4. d'],
  [
    "Google's links",
    '<a href="https://www.google.com/url?q=https://example.org/a_b?x%3D1&amp;sa=D">sidan</a>',
    '[sidan](https://example.org/a_b?x=1)',
  ],
  [
    'no links that run or lead into the old document',
    '<a href="javascript:alert(1)">a</a> <a href="#_Toc1">b</a> <a href="https://www.google.com/url?q=javascript:alert(1)">c</a> <a href="file:///c:/x">d</a>',
    'a b c d',
  ],
  [
    'addresses with underscores',
    '<p>Se https://example.org/a_b_c och x_y</p>',
    'Se https://example.org/a_b_c och x\\_y',
  ],
  [
    'tables, the first row as heading',
    word(
      '<table class=MsoTableGrid><tr><td><p>När</p></td><td><p>Vad|hur</p><p>mer</p></td></tr><tr><td>måndag</td><td><ul><li>a</li><li>b</li></ul></td><td>extra</td></tr></table>',
    ),
    '| När | Vad\\|hur mer |  |\n| --- | --- | --- |\n| måndag | – a – b | extra |',
  ],
  ['a frame as its text', '<table><tr><td>bara<p>text</p></td></tr></table>', 'bara text'],
  ['no scripts and no styles', '<p onclick="x()">a<script>alert(1)</script><style>p{}</style></p>', 'a'],
])('reads %s', (_what, html, markdown) => {
  expect(pastedMarkdown(html)).toEqual({ markdown, images: 0 });
});

it('counts the pictures that it leaves, each once', () => {
  const picture =
    '<!--[if gte vml 1]><v:shape><v:imagedata src="file:///c:/x.png"/></v:shape><![endif]--><![if !vml]><img src="file:///x.png"><![endif]>';
  expect(pastedMarkdown(word(`<p>a${picture}</p><p>b${picture}<img src=x onerror=alert(1)></p>`))).toEqual({
    markdown: 'a\n\nb',
    images: 3,
  });
});

it.each([
  '<img src=x onerror=alert(1)>a',
  '<svg onload=alert(1)><script>alert(1)</script></svg>a',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<a href="java&#10;script:alert(1)">a</a>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>a',
])('becomes nothing that runs: %s', (html) => {
  const shown = renderMarkdown(pastedMarkdown(html).markdown).toString();
  expect(shown).not.toMatch(/<(?!\/?(?:p|h\d|em|strong)\b)|href="(?!https?:)/);
});

it('stands tags in tags beyond all reason, and loses none of their words', () => {
  expect(pastedMarkdown(`${'<div>'.repeat(10_000)}hej${'</div>'.repeat(10_000)}`).markdown).toBe('hej');
  const lists = pastedMarkdown('<ul><li>x'.repeat(3000)).markdown;
  expect(lists.match(/x/g)).toHaveLength(3000);
});
