import { InvalidInput } from '../faults/index.js';
import { isGiven } from '../values/blank.js';
import { cursorOf, keyOfCursor, type Page } from '../values/page.js';
import { withPlainLetters } from '../values/plain-letters.js';
import type { Address } from './address.js';

const LIST = 'addresses';
/** In characters. Of a longer query only the beginning is searched for. */
const LONGEST_QUERY = 200;

export interface AddressPage extends Page<Address> {
  readonly totalCount: number;
}

/**
 * One page of the addresses that contain every word of the query, in the order of their codes.
 * @throws {InvalidInput} the cursor is not one of this list
 */
export function addressPage(
  addresses: readonly Address[],
  { query, first, after }: { query?: string | null | undefined; first: number; after?: string | null | undefined },
): AddressPage {
  const typed = isGiven(query) ? withPlainLetters(query.slice(0, LONGEST_QUERY)).normalize('NFC') : '';
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = addresses
    .filter((address) => words.every((word) => searchText(address).includes(word)))
    .toSorted((one, other) => compare(one.code, other.code));
  const start = isGiven(after) ? positionAfter(found, after) : 0;
  const items = found.slice(start, start + first).map((node) => ({ node, cursor: cursorOf(LIST, [node.code]) }));
  return {
    items,
    hasNextPage: start + items.length < found.length,
    hasPreviousPage: start > 0,
    totalCount: found.length,
  };
}

function positionAfter(sorted: readonly Address[], cursor: string): number {
  const [code] = keyOfCursor(LIST, cursor, 1) ?? [];
  if (code === undefined) throw new InvalidInput('after', 'is not a cursor of this list');
  const index = sorted.findIndex((address) => compare(address.code, code) > 0);
  return index < 0 ? sorted.length : index;
}

// By code points, not by a locale: the order must be the same on every instance.
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

function searchText(address: Address): string {
  const { code, contactName, line1, line2, line3, city, region, postalCode, country } = address;
  return [code, contactName, line1, line2, line3, city, region, postalCode, country].filter(Boolean).join(' ').toLowerCase();
}
