import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLineComment, writeLineComment } from './order-line-comment.js';

describe('The comment of a line', () => {
  it('shows what the buyer wrote, and below it what they chose', () => {
    const comment = {
      comment: 'Engrave with the shop name\nin capitals',
      attributes: [
        { name: 'Colour', value: 'Signal red' },
        { name: 'Engraving', value: 'ACME: Tools' },
      ],
    };
    const text = 'Engrave with the shop name\nin capitals\n---\nColour: Signal red\nEngraving: ACME: Tools';
    expect(writeLineComment(comment)).toBe(text);
    expect(readLineComment(text)).toEqual(comment);
  });

  it('is the bare comment where nothing was chosen, and the bare choices where nothing was written', () => {
    expect(writeLineComment({ comment: 'Handle with care', attributes: [] })).toBe('Handle with care');
    expect(writeLineComment({ comment: null, attributes: [{ name: 'Size', value: 'L' }] })).toBe('---\nSize: L');
    expect(writeLineComment({ comment: null, attributes: [] })).toBe('');
    expect(readLineComment('---\nSize: L')).toEqual({ comment: null, attributes: [{ name: 'Size', value: 'L' }] });
    expect(readLineComment('   ')).toEqual({ comment: null, attributes: [] });
  });

  it('is a comment as it stands where GP staff used dashes or colons of their own', () => {
    expect(readLineComment('Deliver to: dock 4')).toEqual({ comment: 'Deliver to: dock 4', attributes: [] });
    expect(readLineComment('One\n---\nCall before delivery')).toEqual({
      comment: 'One\n---\nCall before delivery',
      attributes: [],
    });
  });

  it('ends with dashes only where the comment itself could be taken for choices', () => {
    const written = (comment: string) => writeLineComment({ comment, attributes: [] });
    expect(written('One\n---\nSize: L')).toBe('One\n---\nSize: L\n---');
    expect(written('One\n---')).toBe('One\n---\n---');
    expect(written('One\n---\nCall before delivery')).toBe('One\n---\nCall before delivery');
  });

  it("takes the line breaks of GP's client", () => {
    expect(readLineComment('Wrap it\r\n--- \r\nSize: L\rColour: red  ')).toEqual({
      comment: 'Wrap it',
      attributes: [
        { name: 'Size', value: 'L' },
        { name: 'Colour', value: 'red' },
      ],
    });
  });

  it('keeps values of several lines and names with colons', () => {
    const comment = { comment: null, attributes: [{ name: 'Note: front\\n', value: 'first\nsecond \\ third' }] };
    expect(writeLineComment(comment)).toBe('---\nNote\\: front\\\\n: first\\nsecond \\\\ third');
    expect(readLineComment(writeLineComment(comment))).toEqual(comment);
  });

  it('is read as it was written, for any text', () => {
    const piece = fc.constantFrom('a', ':', ': ', '-', '---', '\n', '\n---\n', '\\', '\\n', ' ', 'Größe');
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('').trim());
    const attribute = fc.record({ name: text.filter((name) => name !== ''), value: text });
    fc.assert(
      fc.property(text, fc.array(attribute, { maxLength: 3 }), (comment, attributes) => {
        expect(readLineComment(writeLineComment({ comment, attributes }))).toEqual({ comment: comment || null, attributes });
      }),
    );
  });
});
