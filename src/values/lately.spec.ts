import { describe, expect, it } from 'vitest';
import { Lately } from './lately.js';

describe('what was seen lately', () => {
  it('is found again', () => {
    const lately = new Lately<number>(2);
    lately.add('A', 1);
    expect([lately.get('A'), lately.get('B')]).toEqual([1, undefined]);
  });

  it('stays while it is seen, whatever else comes by', () => {
    const lately = new Lately<number>(2);
    lately.add('often', 1);
    for (let other = 0; other < 100; other++) {
      lately.add(String(other), other);
      expect(lately.get('often')).toBe(1);
    }
  });

  it('is let go where nobody sees it, two generations later at most', () => {
    const lately = new Lately<number>(10);
    for (let number = 0; number < 1_000; number++) lately.add(String(number), number);
    const held = Array.from({ length: 1_000 }, (_, number) => number).filter((number) => lately.get(String(number)) === number);
    expect(held.length).toBeLessThanOrEqual(20);
    expect(held).toContain(999);
  });

  it('counts what its entries weigh', () => {
    const lately = new Lately<number>(100, (text) => text.length);
    const texts = Array.from({ length: 50 }, (_, number) => String(number).padStart(20));
    for (const [number, text] of texts.entries()) lately.add(text, number);
    expect(texts.filter((text) => lately.get(text) !== undefined).length).toBeLessThanOrEqual(10);
  });
});
