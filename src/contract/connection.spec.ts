import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../faults/index.js';
import { connectionOf, emptyConnection, LARGEST_PAGE, pageSize } from './connection.js';

describe('the size of a page', () => {
  it('is what was asked for, else the usual one', () => {
    expect(pageSize(7, 20)).toBe(7);
    expect(pageSize(null, 20)).toBe(20);
    expect(pageSize(undefined, 20)).toBe(20);
  });

  it('is between 1 and 100', () => {
    expect(pageSize(1, 20)).toBe(1);
    expect(pageSize(LARGEST_PAGE, 20)).toBe(100);
    for (const first of [0, -1, 101, 2 ** 31 - 1]) {
      expect(() => pageSize(first, 20)).toThrow(InvalidInput);
      expect(() => pageSize(first, 20)).toThrow('Argument "first" must be between 1 and 100.');
    }
  });
});

describe('a connection', () => {
  const items = ['A', 'B', 'C'].map((node) => ({ node, cursor: `after-${node}` }));

  it('holds the entries with and without their cursors, and where the page begins and ends', () => {
    expect(connectionOf({ items, hasNextPage: true, hasPreviousPage: false })).toEqual({
      edges: [
        { cursor: 'after-A', node: 'A' },
        { cursor: 'after-B', node: 'B' },
        { cursor: 'after-C', node: 'C' },
      ],
      nodes: ['A', 'B', 'C'],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: 'after-A', endCursor: 'after-C' },
    });
  });

  it('has no cursors where it has no entries', () => {
    const nothing = {
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    };
    expect(emptyConnection()).toEqual(nothing);
    expect(connectionOf({ items: [], hasNextPage: false, hasPreviousPage: true }).pageInfo).toEqual({
      ...nothing.pageInfo,
      hasPreviousPage: true,
    });
  });
});
