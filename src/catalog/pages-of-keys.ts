import { requestsFirst } from '../values/requests-first.js';

/** A page ends where an earlier one did: the source compares keys in another way than it orders them. Reading would not end. */
export class PageDoesNotMoveOn extends Error {
  constructor() {
    super('A page of keys ends where an earlier page did');
    this.name = 'PageDoesNotMoveOn';
  }
}

/**
 * Yields pages in the order of their keys, until one is not full.
 * @param read reads the rows after a key
 * @param from the key after which the first page begins
 * @throws {PageDoesNotMoveOn}
 */
export async function* pagesOfKeys<Row>(
  limit: number,
  keyOf: (row: Row) => string,
  read: (after: string | null) => Promise<readonly Row[]>,
  from: string | null = null,
): AsyncGenerator<readonly Row[]> {
  const ends = new Set<string>();
  for (let after = from; ; ) {
    await requestsFirst();
    const page: readonly Row[] = await read(after);
    const last = page.at(-1);
    const end = last === undefined ? null : keyOf(last);
    if (end !== null && ends.has(end)) throw new PageDoesNotMoveOn();
    yield page;
    if (page.length < limit || end === null) return;
    ends.add(end);
    after = end;
  }
}
