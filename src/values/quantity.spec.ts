import { describe, expect, it } from 'vitest';
import { Exact } from './exact.js';
import { quantityProblem } from './quantity.js';

describe('a quantity that a caller asks for', () => {
  it.each(['1', '0.00001', '99999999999999.99999', '1.5000000'])('may be %s', (text) => {
    expect(quantityProblem(new Exact(text))).toBeUndefined();
  });

  it.each([
    ['0', 'greater than zero'],
    ['-1', 'greater than zero'],
    ['0.000001', '5 decimals'],
    ['100000000000000', '14 digits'],
  ])('may not be %s, since it must have %s', (text, problem) => {
    expect(quantityProblem(new Exact(text))).toContain(problem);
  });
});
