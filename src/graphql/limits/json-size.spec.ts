import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonSizeOf } from './json-size.js';

describe('how much a text of JSON holds', () => {
  it.each([
    ['1', 0, 0],
    ['{"query":"{ a }"}', 1, 1],
    ['{"x":[1,2,3],"y":{}}', 6, 2],
    ['[[[]]]', 3, 3],
    [String.raw`{"x":"[[[,,,{\"\\"}`, 1, 1],
    [String.raw`["a\\",["\"]["]]`, 3, 2],
    ['{"x":"no end, [', 1, 1],
    [']]]', 0, 0],
  ])('%s: %d values on %d levels', (text, values, levels) => {
    expect(jsonSizeOf(text)).toMatchObject({ values, levels });
  });

  it.each([
    ['[1,2,3]', 0],
    ['{"a":1,"b":[1,2,3,4],"c":{"d":1}}', 3],
    ['[{"a":1},{"a":1,"b":2}]', 2],
    ['{"a":{"b":1,"c":2,"d":3},"e":1}', 3],
    ['{"a,b,c":1}', 1],
    [']}{"a":1,"b":2', 2],
  ])('%s: at most %d fields in an object', (text, widestObject) => {
    expect(jsonSizeOf(text).widestObject).toBe(widestObject);
  });

  it('is never less than there is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const { values, levels } = jsonSizeOf(text);
        const found = sizeOf(JSON.parse(text));
        expect(values).toBeGreaterThanOrEqual(found.values);
        expect(levels).toBe(found.levels);
      }),
    );
  });
});

function sizeOf(value: unknown): { values: number; levels: number } {
  if (typeof value !== 'object' || value === null) return { values: 0, levels: 0 };
  const inside = Object.values(value).map(sizeOf);
  return {
    values: inside.reduce((sum, { values }) => sum + values, inside.length),
    levels: 1 + Math.max(0, ...inside.map(({ levels }) => levels)),
  };
}
