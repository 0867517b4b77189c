import { InvalidInput } from '../faults/index.js';
import { isGiven } from '../values/blank.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import type { Sku } from '../values/identifiers.js';
import { keyOfCursor } from '../values/page.js';
import type { CategoryRule } from './category.js';
import type { ProductType } from './product.js';
import type { Visibility } from './visibility.js';

export type CatalogSort = 'RELEVANCE' | 'NAME' | 'SKU' | 'NEWEST';

/** The products of a category, or none at all where the category that was asked for does not exist. */
export type CategoryFilter = CategoryRule | { readonly kind: 'nothing' };

/** Which products of the catalogue, in which order, from where on. */
export interface Listing {
  readonly visibility: Visibility;
  /** The words searched for; null to browse. */
  readonly query: string | null;
  readonly category: CategoryFilter | null;
  /** Each attribute with the values of which a product must have one. */
  readonly attributes: readonly { readonly name: string; readonly anyOf: readonly string[] }[];
  /** Any type where empty. */
  readonly types: readonly ProductType[];
  readonly sort: CatalogSort;
  readonly first: number;
  /** The sort key of the entry to go on after. */
  readonly after: readonly string[] | null;
}

/** What a listing found: SKUs with their sort keys. */
export interface ListingResult {
  readonly entries: readonly { readonly sku: Sku; readonly sortKey: readonly string[] }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

const LONGEST_QUERY = 200;

/** Search words with a sort that needs them: to browse by relevance is to browse by name. */
export function effectiveSort(sort: CatalogSort, query: string | null): CatalogSort {
  return sort === 'RELEVANCE' && query === null ? 'NAME' : sort;
}

/**
 * The words to search for; null where there are none. Visitors paste whole descriptions: what is longer is searched for by
 * its beginning.
 */
export function searchWords(query: string | null | undefined): string | null {
  if (!isGiven(query)) return null;
  // No database takes a NUL.
  const words = query.replaceAll('\0', ' ').trim().slice(0, LONGEST_QUERY).trimEnd();
  return words === '' ? null : words;
}

/** The name that cursors of a listing carry, so that one of another order is refused. */
export function cursorList(sort: CatalogSort): string {
  return `products.${sort.toLowerCase()}`;
}

/** What the database takes as a part of a sort key; anything else is the work of somebody who writes cursors of their own. */
const isText = (part: string) => !part.includes('\0');
const isRank = (part: string) => /^\d{1,2}(\.\d{1,25})?(e-\d{1,2})?$/.test(part);
const isDate = (part: string) => parseCalendarDate(part) !== undefined && !part.startsWith('0000');

const SORT_KEYS: Readonly<Record<CatalogSort, readonly ((part: string) => boolean)[]>> = {
  RELEVANCE: [isRank, isText],
  NAME: [isText, isText],
  SKU: [isText],
  NEWEST: [isDate, isText],
};

/**
 * The sort key in a cursor of this order, or "otherOrder" where the cursor is one of another order: pages keep it in their
 * addresses while visitors sort anew.
 * @throws {InvalidInput} it is no cursor of a list of products
 */
export function sortKeyOf(after: string | null | undefined, sort: CatalogSort): readonly string[] | 'otherOrder' | null {
  if (!isGiven(after)) return null;
  const key = keyIn(after, sort);
  if (key) return key;
  if (Object.keys(SORT_KEYS).some((other) => keyIn(after, other as CatalogSort))) return 'otherOrder';
  throw new InvalidInput('after', 'is not a cursor of this list');
}

function keyIn(after: string, sort: CatalogSort): readonly string[] | undefined {
  const parts = SORT_KEYS[sort];
  const key = keyOfCursor(cursorList(sort), after, parts.length);
  return key?.every((part, index) => parts[index]?.(part)) ? key : undefined;
}
