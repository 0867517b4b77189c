import { describe, expect, it } from 'vitest';
import { isMarkValid, newMark } from './fact-validity.js';
import { RememberedFact } from './remembered-fact.js';

const isValid = ({ slot, version }: { slot: number; version: number }) => isMarkValid(slot, version);

describe('The validity mark of a fact', () => {
  it('is valid until the fact is outdated, and never again', () => {
    const fact = new RememberedFact('a price', 0);
    const mark = fact.validityMark;
    expect(isValid(mark)).toBe(true);
    fact.outdate();
    expect(isValid(mark)).toBe(false);
    expect(isValid(fact.validityMark)).toBe(false);
  });

  it('is the same each time, and that of no other fact', () => {
    const [one, other] = [new RememberedFact(1, 0), new RememberedFact(1, 0)];
    expect(one.validityMark).toEqual(one.validityMark);
    other.outdate();
    expect(isValid(one.validityMark)).toBe(true);
    expect(one.validityMark).not.toEqual(new RememberedFact(1, 0).validityMark);
  });

  it('of a fact that has changed is not valid either', () => {
    const fact = new RememberedFact(1, 0);
    const mark = fact.validityMark;
    fact.change();
    expect(isValid(mark)).toBe(false);
  });

  it('ends when its slot is given to another fact, and the fact gets a new one', () => {
    const fact = new RememberedFact(1, 0);
    const mark = fact.validityMark;
    for (let slots = 1; isValid(mark); slots++) {
      if (slots > 2 ** 20) throw new Error('the slot is given to no other fact');
      newMark();
    }
    const renewed = fact.validityMark;
    expect(isValid(renewed)).toBe(true);
    fact.outdate();
    expect(isValid(renewed)).toBe(false);
    expect(isValid(mark)).toBe(false);
  });
});
