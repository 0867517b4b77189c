import { describe, expect, it } from 'vitest';
import { piecesOf, skuPieces, sortName } from './search-text.js';

describe('the pieces of a text', () => {
  it.each([
    ['6204-2RS', ['6204', '2', 'rs']],
    ['BRG 6204/2RS', ['brg', '6204', '2', 'rs']],
    ['NUT58', ['nut', '58']],
    ['Hex nut, 5/8-11, zinc', ['hex', 'nut', '5', '8', '11', 'zinc']],
    ['Glacée Ø', ['glacee', 'ø']],
    ['İZMİR', ['izmir']],
    ['-38.5e7', ['38', '5', 'e', '7']],
    ['"&!:*()|<->', []],
    ['', []],
  ])('%j', (text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces);
  });
});

describe('what a SKU is found by', () => {
  it('begins with all of it, and has what follows each of its parts', () => {
    expect(skuPieces('BRG-6204-2RS')).toEqual(['brg62042rs', '62042rs', '2rs', 'rs', 'brg', '6204', '2']);
    expect(skuPieces('SLING 2IN/6FT')).toContain('in6ft');
    expect(skuPieces('---')).toEqual([]);
  });
});

describe('the order of names', () => {
  it('ignores case and accents', () => {
    const names = ['BIN-9', 'Ball bearing', 'éclair', 'Eclipse', 'bin-10'];
    const order = (one: string, other: string) => (sortName(one) < sortName(other) ? -1 : 1);
    expect(names.toSorted(order)).toEqual(['Ball bearing', 'bin-10', 'BIN-9', 'éclair', 'Eclipse']);
  });
});
