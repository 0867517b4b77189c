import { describe, expect, it } from 'vitest';
import { allOf, andThen } from './maybe-promise.js';

describe('a value that may be at hand', () => {
  it('is gone on with at once where it is', () => {
    expect(andThen(2, (value) => value * 2)).toBe(4);
    expect(allOf([1, 2])).toEqual([1, 2]);
    expect(allOf([])).toEqual([]);
  });

  it('is waited for where it is not', async () => {
    const doubled = andThen(Promise.resolve(2), (value) => value * 2);
    expect(doubled).toBeInstanceOf(Promise);
    expect(await doubled).toBe(4);
    expect(await allOf([1, Promise.resolve(2), 3])).toEqual([1, 2, 3]);
  });

  it('is not gone on with where it fails', async () => {
    await expect(andThen(Promise.reject(new Error('gone')), () => 'never')).rejects.toThrow('gone');
    await expect(allOf([1, Promise.reject(new Error('gone'))])).rejects.toThrow('gone');
  });
});
