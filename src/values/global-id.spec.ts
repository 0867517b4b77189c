import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globalId, parseGlobalId } from './global-id.js';

describe('a global ID', () => {
  it('stands for one type and key, colons in the key included', () => {
    fc.assert(
      fc.property(fc.constantFrom('Product', 'Account'), fc.string({ unit: 'grapheme' }), (typename, key) => {
        expect(parseGlobalId(globalId(typename, key))).toEqual({ typename, key });
      }),
    );
    expect(parseGlobalId(globalId('Product', 'A:B'))).toEqual({ typename: 'Product', key: 'A:B' });
  });

  it('differs between types that share a key', () => {
    expect(globalId('Product', 'A')).not.toBe(globalId('Account', 'A'));
  });

  it('is written in one way only, so that clients can compare it', () => {
    const id = globalId('Product', 'AB');
    for (const other of [`${id}=`, `${id} `, ` ${id}`, `${id}==`, id.slice(0, -1)])
      expect(parseGlobalId(other)).not.toEqual(parseGlobalId(id));
    expect(parseGlobalId(`${id}=`)).toBeUndefined();
  });

  it.each(['', 'BOLT', '60601', Buffer.from(':key').toString('base64url'), Buffer.from('nokey').toString('base64url'), '%%%'])(
    'is none of ours: "%s"',
    (text) => expect(parseGlobalId(text)).toBeUndefined(),
  );

  it('never throws, for any text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseGlobalId(text)));
  });
});
