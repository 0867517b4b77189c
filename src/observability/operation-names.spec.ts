import { describe, expect, it } from 'vitest';
import { ByOperation, plausibleName } from './operation-names.js';

describe('what is kept for each operation', () => {
  it('is made once for a name', () => {
    const kept = new ByOperation((name) => ({ name }));
    expect(kept.of('Page')).toEqual({ name: 'Page' });
    expect(kept.of('Page')).toBe(kept.of('Page'));
    expect(kept.of(null)).toEqual({ name: 'unnamed' });
  });

  it('is one for all names after the first MAX_NAMES, and for all that a person would not write', () => {
    const kept = new ByOperation((name) => ({ name }), 3);
    const names = ['A', 'B', 'a-b', 'C'.repeat(65), 'nell@example.com', '', '__proto__', 'D', 'E'];
    expect(names.map((name) => kept.of(name).name)).toEqual([
      'A',
      'B',
      'other',
      'other',
      'other',
      'other',
      'other',
      'other',
      'other',
    ]);
    expect(kept.of('A').name).toBe('A');
    expect([...kept.values()]).toHaveLength(3);
  });

  it('never grows, even if callers invent names', () => {
    const kept = new ByOperation((name) => ({ name }));
    for (let made = 0; made < 5_000; made++) kept.of(`Made${made}`);
    expect([...kept.values()].length).toBeLessThanOrEqual(201);
  });
});

describe('the name in a log or a trace', () => {
  it('is the one that was written, where it is one', () => {
    expect(['Page', null, 'nell@example.com', 'x'.repeat(65)].map(plausibleName)).toEqual(['Page', 'unnamed', 'other', 'other']);
  });
});
