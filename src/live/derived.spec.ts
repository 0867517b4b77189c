import { describe, expect, it } from 'vitest';
import { Derived } from './derived.js';

describe('what is worked out of facts', () => {
  const fact = { price: 1 };

  it('is worked out once while its facts are the same objects', () => {
    const derived = new Derived<object>(10);
    const first = derived.get('A', [fact, null], () => ({}));
    expect(derived.get('A', [fact, null], () => ({}))).toBe(first);
  });

  it('is worked out anew once a fact is another, also one that looks the same', () => {
    const derived = new Derived<string>(10);
    derived.get('A', [fact, null], () => 'old');
    expect(derived.get('A', [{ ...fact }, null], () => 'new')).toBe('new');
    expect(derived.get('A', [fact], () => 'fewer')).toBe('fewer');
  });

  it('is not mixed up with what is worked out of the same facts by another name', () => {
    const derived = new Derived<string>(10);
    derived.get('A', [fact], () => 'of A');
    expect(derived.get('B', [fact], () => 'of B')).toBe('of B');
  });

  it('is forgotten beyond the most entries, the least recently used first', () => {
    const derived = new Derived<object>(2);
    const a = derived.get('A', [fact], () => ({}));
    derived.get('B', [fact], () => ({}));
    expect(derived.get('A', [fact], () => ({}))).toBe(a);
    derived.get('C', [fact], () => ({}));
    expect(derived.get('A', [fact], () => ({}))).toBe(a);
    const b = {};
    expect(derived.get('B', [fact], () => b)).toBe(b);
  });
});
