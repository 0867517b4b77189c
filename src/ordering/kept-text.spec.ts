import { describe, expect, it } from 'vitest';
import { Exact } from '../values/exact.js';
import { keptTexts, notKept, oneLine, severalLines } from './kept-text.js';

describe('A text as it is kept', () => {
  it.each([
    ['a\nb', 'a b', 'a\nb'],
    ['a\r\nb\rc', 'a b c', 'a\nb\nc'],
    ['a\tb', 'a b', 'a\tb'],
    ['a \n\n\t b', 'a b', 'a \n\n\t b'],
    [' a  b\n', 'a  b', 'a  b'],
    ['e\u0301', 'é', 'é'],
    ['a\u2028b\u2029c', 'a b c', 'a\nb\nc'],
    ['a\u0085b\vc\fd', 'a b c d', 'a\nb\nc\nd'],
    ['\u2028a\n \n\u2029b\u2028', 'a b', 'a\n \n\nb'],
  ])('%j has in one line %j, and in several %j', (text, one, several) => {
    expect(oneLine(text)).toBe(one);
    expect(severalLines(text)).toBe(several);
  });

  it('has its lines where the field has several, wherever it stands, and what is no text stays', () => {
    const amount = new Exact('1.50');
    const input = {
      idempotencyKey: ' e\u0301\n',
      reference: 'W\n1',
      comment: 'a\r\nb',
      lines: [{ sku: 'A\tB', comment: 'c\rd', attributes: [{ name: 'x\ny', value: 'v\r\nw' }], discount: { amount } }],
      shipTo: null,
    };
    expect(keptTexts(input)).toEqual({
      idempotencyKey: ' e\u0301\n',
      reference: 'W 1',
      comment: 'a\nb',
      lines: [{ sku: 'A B', comment: 'c\nd', attributes: [{ name: 'x y', value: 'v\nw' }], discount: { amount } }],
      shipTo: null,
    });
  });

  it('takes time that grows with the text alone', () => {
    const text = `a${' '.repeat(500_000)}b`;
    expect(oneLine(text)).toBe(text);
    expect(severalLines(text)).toBe(text);
  });

  it('names the first character that GP does not have', () => {
    expect(['plain €', 'zero\u200bwidth', '東', 'bell\u0007', '😀'].map(notKept)).toEqual([
      undefined,
      'U+200B',
      'U+6771',
      'U+0007',
      'U+1F600',
    ]);
  });
});
