import { describe, expect, it } from 'vitest';
import { Dependencies } from './dependencies.js';
import { RememberedFact } from './remembered-fact.js';

const READ_AT = 1_000;
const FRESH_UNTIL = 5_000;

function trailOf(...facts: RememberedFact<unknown>[]): Dependencies {
  const dependencies = new Dependencies();
  for (const fact of facts) dependencies.add(fact, FRESH_UNTIL);
  return dependencies;
}

describe('A dependencies', () => {
  it('holds while its facts are as they were, however often that is asked', () => {
    const dependencies = trailOf(new RememberedFact('price', READ_AT), new RememberedFact('stock', READ_AT));
    for (let time = 0; time < 3; time++) expect(dependencies.holds(FRESH_UNTIL - 1)).toBe(true);
  });

  it('does not hold once one of its facts is outdated, however often it has held before', () => {
    const fact = new RememberedFact('stock', READ_AT);
    const dependencies = trailOf(new RememberedFact('price', READ_AT), fact);
    expect([dependencies.holds(READ_AT), dependencies.holds(READ_AT)]).toEqual([true, true]);
    fact.outdate();
    expect([dependencies.holds(READ_AT), dependencies.holds(READ_AT)]).toEqual([false, false]);
  });

  it('holds on when facts are outdated that are none of its', () => {
    const dependencies = trailOf(new RememberedFact('price', READ_AT));
    expect(dependencies.holds(READ_AT)).toBe(true);
    new RememberedFact('stock', READ_AT).outdate();
    expect(dependencies.holds(READ_AT)).toBe(true);
  });

  it('does not hold where it comes to rest on a fact that was outdated before', () => {
    const outdated = new RememberedFact('stock', READ_AT);
    outdated.outdate();
    const resting = trailOf(new RememberedFact('price', READ_AT));
    const following = trailOf(new RememberedFact('price', READ_AT));
    expect([resting.holds(READ_AT), following.holds(READ_AT)]).toEqual([true, true]);
    resting.add(outdated, FRESH_UNTIL);
    following.addAll(trailOf(outdated));
    expect([resting.holds(READ_AT), following.holds(READ_AT)]).toEqual([false, false]);
  });

  it('holds until the first of its facts has to be read again', () => {
    const dependencies = trailOf(new RememberedFact('price', READ_AT));
    dependencies.add(new RememberedFact('stock', READ_AT), 3_000);
    expect([dependencies.holds(2_999), dependencies.holds(3_000)]).toEqual([true, false]);
  });

  it('of something that is true for one request alone never holds', () => {
    const dependencies = trailOf(new RememberedFact('price', READ_AT));
    dependencies.markUncacheable();
    expect(dependencies.holds(READ_AT)).toBe(false);
  });
});
