import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryLevel } from './memory-level.js';

const KIB = 1024;

describe('the memory of one kind of facts', () => {
  it('gives back what was put in, "none" and blank included', () => {
    const memory = new MemoryLevel<string>(KIB * KIB);
    for (const value of ['five', '', null]) {
      memory.set('A', { value, readAt: 1 });
      expect(memory.get('A')).toMatchObject({ value, readAt: 1 });
    }
    expect(memory.get('B')).toBeUndefined();
  });

  it('forgets one, and forgets all', () => {
    const memory = new MemoryLevel<string>(KIB * KIB);
    for (const key of ['A', 'B', 'C']) memory.set(key, { value: key, readAt: 1 });
    memory.forget('A');
    expect(['A', 'B', 'C'].map((key) => memory.get(key)?.value)).toEqual([undefined, 'B', 'C']);
    memory.clear();
    expect(['A', 'B', 'C'].map((key) => memory.get(key)?.value)).toEqual([undefined, undefined, undefined]);
  });

  it('never holds more text than it has bytes for, for any entries', () => {
    const entry = fc.tuple(fc.string({ minLength: 1, maxLength: 8 }), fc.string({ maxLength: 2 * KIB }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
        const memory = new MemoryLevel<string>(8 * KIB);
        for (const [key, value] of entries) memory.set(key, { value, readAt: 1 });
        const held = [...new Set(entries.map(([key]) => key))].flatMap((key) => {
          const value = memory.get(key)?.value;
          return value == null ? [] : [key.length + value.length];
        });
        expect(held.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(8 * KIB);
      }),
    );
  });

  it('forgets what was not used for longest when it runs out of room', () => {
    const memory = new MemoryLevel<string>(8 * KIB);
    const aKib = 'x'.repeat(2 * KIB);
    for (const key of ['A', 'B', 'C']) memory.set(key, { value: aKib, readAt: 1 });
    // Not every read is noted as a use.
    for (let read = 0; read < 8; read++) memory.get('A');
    memory.set('D', { value: aKib, readAt: 1 });
    expect(['A', 'B', 'C', 'D'].map((key) => memory.get(key) !== undefined)).toEqual([true, false, true, true]);
  });

  it('does not keep what is larger than all of it, nor an older value of that key', () => {
    const memory = new MemoryLevel<string>(KIB);
    memory.set('A', { value: 'small', readAt: 1 });
    memory.set('A', { value: 'x'.repeat(KIB), readAt: 2 });
    expect(memory.get('A')).toBeUndefined();
  });

  it('counts many small facts too, so that their number is bounded', () => {
    const memory = new MemoryLevel<null>(8 * KIB);
    for (let key = 0; key < 1_000; key++) memory.set(String(key), { value: null, readAt: 1 });
    const held = Array.from({ length: 1_000 }, (_, key) => memory.get(String(key))).filter(Boolean);
    expect(held.length).toBeLessThan(50);
  });
});
