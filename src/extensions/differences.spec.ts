import { describe, expect, it } from 'vitest';
import { differences } from './differences.js';

describe('The differences of two records', () => {
  it('are the smallest parts that differ', () => {
    const before = { name: 'Bolt', units: [{ code: 'EACH' }, { code: 'BOX' }], fields: { origin: 'DE' } };
    const after = { name: 'Bolt', units: [{ code: 'EACH' }, { code: 'CASE' }], fields: { origin: 'DE', brand: 'Kestrel' } };
    expect(differences(before, after)).toEqual([
      { place: 'units[1].code', before: 'BOX', after: 'CASE' },
      { place: 'fields.brand', before: undefined, after: 'Kestrel' },
    ]);
  });

  it('are none between equal records', () => {
    expect(differences({ a: [1, null] }, { a: [1, null] })).toEqual([]);
  });

  it('are the whole value where it has another type', () => {
    expect(differences({ shipTo: null }, { shipTo: { code: 'MAIN' } })).toEqual([
      { place: 'shipTo', before: null, after: { code: 'MAIN' } },
    ]);
  });
});
