import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommonParts, textBytes } from './common-parts.js';

function listOf(price: string) {
  return { rows: [{ unit: 'Each', value: price }], options: [{ unit: 'Each', sold: 'WHOLE', rounding: null }] };
}

describe('what facts have in common', () => {
  it('is held once, from when it came a second time', () => {
    const common = new CommonParts();
    const [first, second, third] = [listOf('100.01'), listOf('100.02'), listOf('100.03')];
    for (const list of [first, second, third]) common.share(list);
    expect(third.options).toBe(second.options);
    expect(third.rows).not.toBe(second.rows);
    expect([first, second, third]).toEqual(['100.01', '100.02', '100.03'].map(listOf));
  });

  it('is counted once', () => {
    const common = new CommonParts();
    const [first, , third, fourth] = ['200.01', '200.02', '200.03', '200.04'].map((price) => common.share(listOf(price)));
    expect(third).toBeLessThan(first as number);
    expect(fourth).toBe(third);
  });

  it('leaves a fact what it is', () => {
    const common = new CommonParts();
    fc.assert(
      fc.property(fc.jsonValue(), (fact) => {
        const before = structuredClone(fact);
        common.share(fact);
        expect(fact).toStrictEqual(before);
      }),
      { numRuns: 1_000 },
    );
  });

  it('tells apart what JSON does not', () => {
    const common = new CommonParts();
    const facts = [{ of: [0] }, { of: [-0] }, { of: [null] }, { of: [Number.NaN] }, { of: [undefined] }, { of: ['0'] }];
    const before = structuredClone(facts);
    for (const fact of facts) common.share(fact);
    expect(facts).toStrictEqual(before);
  });

  it('leaves alone what may not change, and what is no plain data', () => {
    const common = new CommonParts();
    const frozen = () => ({ made: [{ of: Object.freeze({ unit: 'Each' }) }], on: new Date(0) });
    const [one, other] = [Object.freeze(frozen()), Object.freeze(frozen())];
    common.share(one);
    common.share(other);
    expect(other).toStrictEqual(frozen());
    expect(other.on).not.toBe(one.on);
  });
});

describe('the size of a text', () => {
  it('is a byte a character, two where one of them is beyond Latin-1', () => {
    expect([textBytes(''), textBytes('x'), textBytes('ü'.repeat(16)), textBytes('中'.repeat(16))]).toEqual([16, 24, 32, 48]);
  });
});
