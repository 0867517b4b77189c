import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleJson, visibleText } from './visible-text.js';

describe('a text from outside', () => {
  it.each([
    ['WEB\n77', 'WEB\\n77'],
    ['a\r\n\tb', 'a\\r\\n\\tb'],
    ['\u001b[2Jgone', '\\u{1b}[2Jgone'],
    ['WEB-\u202e77', 'WEB-\\u{202e}77'],
    ['\u2066a\u2069', '\\u{2066}a\\u{2069}'],
    ['a\u2028b\u2029c\u0085d', 'a\\u{2028}b\\u{2029}c\\u{85}d'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['\ud83d', '\\u{d83d}'],
    ['Müller – 北京 😀', 'Müller – 北京 😀'],
  ])('is shown on one line, with what is not seen written out: %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('means the same in JSON', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\u202e', '\u2028', '\u007f', '\u{e0041}', '\n'),
        (text, unseen) => {
          const line = visibleJson(`${JSON.stringify({ text: text + unseen })}\n`);
          expect(JSON.parse(line)).toEqual({ text: text + unseen });
          expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        },
      ),
    );
  });
});
