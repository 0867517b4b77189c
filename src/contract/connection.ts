import { InvalidInput } from '../faults/index.js';
import type { Page } from '../values/page.js';
import type { PageInfo } from './schema.generated.js';

/** The most entries of one page of a list. */
export const LARGEST_PAGE = 100;

/** The number of entries to return. @throws {InvalidInput} not between 1 and LARGEST_PAGE */
export function pageSize(first: number | null | undefined, usual: number): number {
  const size = first ?? usual;
  if (size < 1 || size > LARGEST_PAGE) throw new InvalidInput('first', `must be between 1 and ${LARGEST_PAGE}`);
  return size;
}

/** A page in the contract's connection shape. */
export function connectionOf<T>(page: Page<T>): { edges: { cursor: string; node: T }[]; nodes: T[]; pageInfo: PageInfo } {
  return {
    edges: page.items.map(({ node, cursor }) => ({ cursor, node })),
    nodes: page.items.map(({ node }) => node),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: page.items[0]?.cursor ?? null,
      endCursor: page.items.at(-1)?.cursor ?? null,
    },
  };
}

/** A connection without entries. */
export function emptyConnection<T>() {
  return connectionOf<T>({ items: [], hasNextPage: false, hasPreviousPage: false });
}
