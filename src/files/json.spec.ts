import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenJsonAt } from './broken-json-at.js';
import { parseJson } from './json.js';

describe('a JSON text', () => {
  it('may begin with byte order marks', () => {
    expect(parseJson('\ufeff{ "a": 1 }')).toEqual({ a: 1 });
  });

  it.each([
    { json: '', problem: 'it is not JSON but empty' },
    { json: '\ufeff \n', problem: 'it is not JSON but empty' },
    { json: '{\n  "a": 1,\n}', problem: 'it is not JSON: see line 3' },
    { json: '{\r\n  "a": “b”\r\n}', problem: 'it is not JSON: see line 2' },
    { json: '[1,\r2,\r]', problem: 'it is not JSON: see line 3' },
    { json: '{ "a": 1 }\n{ "b": 2 }', problem: 'it is not JSON: see line 2' },
    { json: '{ "a": 1\n', problem: 'it is not JSON: see line 2' },
    { json: '{\n "a": "secret\n" }', problem: 'it is not JSON: see line 2' },
    { json: '{\n // a note\n "a": 1 }', problem: 'it is not JSON: see line 2' },
  ])('is refused with the line: $json', ({ json, problem }) => {
    expect(() => parseJson(json)).toThrow(new RegExp(`^${problem}$`));
  });

  it('breaks where the parser stops, or nowhere', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '0.5',
      '1e3',
      'true',
      'null',
      'x',
      ' ',
      '\n',
      '\\',
    );
    const texts = fc.oneof(
      fc.json().chain((json) => fc.nat(json.length).map((at) => json.slice(0, at) + json.slice(at + 1))),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.json(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const at = brokenJsonAt(text);
        const fault = faultOf(text);
        expect(at === text.length && isWhole(text)).toBe(fault === undefined);
        const told = /at position (\d+)/.exec(fault ?? '')?.[1];
        // For a broken string the parser tells the place inside it, and brokenJsonAt the place where it begins.
        if (told !== undefined) expect(at).toBeLessThanOrEqual(Number(told));
      }),
      { numRuns: 2_000 },
    );
  });
});

function faultOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (fault) {
    return (fault as Error).message;
  }
}

const isWhole = (text: string) => faultOf(text) === undefined;
