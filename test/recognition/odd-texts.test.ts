import { describe, expect, it } from 'vitest';
import { recognise } from '../../server/recognition/recognise.ts';

describe('what is no meeting', () => {
  it.for([
    ['', 'Filen är tom.'],
    [' \n\n', 'Filen är tom.'],
    ['PK\u0003\u0004\u0000\u0000', 'Filen ser inte ut att vara text.'],
    [
      'Recept på gröt\n\nKoka länge.',
      'Hittar inget möte: överst i texten behövs mötets namn och datum. En rapport eller artikel läggs in under Underlag.',
    ],
  ] as const)('%j', ([text, reason]) => {
    expect(recognise({ file: 'x', text, format: 'text' })).toEqual({ meetings: [], deadLinks: [], reason });
  });
});

describe('long and odd texts', () => {
  const head = 'Byarådets möte 8 november 2027\n\n';
  it.for([
    ['a text of 200 kB on one line', head + 'Snö faller tyst över byn '.repeat(8000)],
    ['10,000 short lines', head + 'Snö Faller\n'.repeat(10_000)],
    ['10,000 questions', head + 'Snöar det?\n'.repeat(10_000)],
    ['names without end', head + 'Anna Bok, '.repeat(20_000)],
    ['brackets without end', head + '[('.repeat(50_000)],
    ['spaces without end', `${head}# a${' '.repeat(100_000)}x`],
    ['digits without end', head + '1/'.repeat(50_000)],
    ['capitals without end', head + 'A'.repeat(100_000)],
    ['stars without end', head + '*_'.repeat(50_000)],
    ['parentheses without end', `${head}Plats: a${' (digitalt'.repeat(10_000)}`],
    ['moved without end', head + 'Vägen\n\n' + 'saknades '.repeat(20_000)],
  ])('%s', ([, text = '']) => {
    for (const format of ['text', 'markdown'] as const) {
      const started = performance.now();
      recognise({ file: 'x', text, format });
      expect(performance.now() - started).toBeLessThan(1500);
    }
  });
});
