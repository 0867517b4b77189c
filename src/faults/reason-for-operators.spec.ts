import { describe, expect, it } from 'vitest';
import { ErpUnavailable } from './erp-unavailable.js';
import { ExtensionFailed } from './extension-failed.js';
import { reasonForOperators } from './reason-for-operators.js';

describe('The reason for operators', () => {
  it("says where a merchant's function has failed", () => {
    const failed = new ExtensionFailed('orders.ts:3:9, mapOrder: TypeError');
    const told = 'EXTENSION_FAILED: orders.ts:3:9, mapOrder: TypeError';
    expect(reasonForOperators(failed)).toBe(told);
    expect(reasonForOperators(new Error('It could not be handed over', { cause: failed }))).toBe(told);
  });

  it('is one word of any other fault, whose message may hold what operators may not see', () => {
    const refused = Object.assign(new Error('connect to db.internal.example'), { code: 'ECONNREFUSED' });
    expect(reasonForOperators(new ErpUnavailable('gp.items', { cause: refused }))).toBe('ECONNREFUSED');
    expect(reasonForOperators(new TypeError('Nell has no name'))).toBe('TypeError');
  });
});
