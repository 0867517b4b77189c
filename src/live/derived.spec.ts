import { describe, expect, it } from 'vitest';
import { Derived } from './derived.js';

describe('what is worked out of facts', () => {
  const fact = { price: 1 };
  const other = { level: 'RETAIL' };

  it('is worked out once while its facts are the same objects', () => {
    const derived = new Derived<object>(10, 100);
    const first = derived.get(fact, ['A', other, null], () => ({}));
    expect(derived.get(fact, ['A', other, null], () => ({}))).toBe(first);
  });

  it('is worked out anew once a fact is another, also one that looks the same', () => {
    const derived = new Derived<string>(10, 100);
    derived.get(fact, ['A', other, null], () => 'old');
    expect(derived.get(fact, ['A', { ...other }, null], () => 'new')).toBe('new');
    expect(derived.get(fact, ['A', other], () => 'fewer')).toBe('fewer');
    expect(derived.get({ ...fact }, ['A', other], () => 'of another')).toBe('of another');
  });

  it('is not mixed up with what else is worked out of the same facts', () => {
    const derived = new Derived<string>(10, 100);
    derived.get(fact, ['A', other], () => 'of A');
    expect(derived.get(fact, ['B', other], () => 'of B')).toBe('of B');
    expect(derived.get(fact, ['A', other], () => 'of A again')).toBe('of A');
  });

  it('is forgotten where one fact has more worked out of it than is remembered', () => {
    const derived = new Derived<number>(2, 100);
    for (const key of ['A', 'B', 'C']) derived.get(fact, [key], () => 1);
    expect(derived.get(fact, ['C'], () => 2)).toBe(1);
    expect(derived.get(fact, ['A'], () => 2)).toBe(2);
  });

  it('is started again where more is worked out altogether than is remembered', () => {
    const derived = new Derived<number>(10, 2);
    for (const one of [fact, other]) derived.get(one, ['A'], () => 1);
    expect(derived.get(fact, ['A'], () => 2)).toBe(1);
    derived.get(fact, ['B'], () => 1);
    expect(derived.get(other, ['A'], () => 2)).toBe(2);
  });
});
