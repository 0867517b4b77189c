import { InvalidInput } from '../faults/index.js';
import { isGiven } from '../values/blank.js';
import { parseCalendarDate } from '../values/calendar-date.js';
import type { Sku } from '../values/identifiers.js';
import { keyOfCursor } from '../values/page.js';
import { withPlainLetters } from '../values/plain-letters.js';
import type { CategoryRule } from './category.js';
import type { ProductType } from './product.js';
import type { Visibility } from './visibility.js';

export type CatalogSort = 'RELEVANCE' | 'NAME' | 'SKU' | 'NEWEST';

/** The products of a category, or no products where the category does not exist. */
export type CategoryFilter = CategoryRule | { readonly kind: 'nothing' };

/** Which products to list, in which order, and after which entry. */
export interface Listing {
  readonly visibility: Visibility;
  /** The words to search for; null to browse. */
  readonly query: string | null;
  readonly category: CategoryFilter | null;
  /** The attributes of which a product must have one of the values each. */
  readonly attributes: readonly { readonly name: string; readonly anyOf: readonly string[] }[];
  /** Empty for products of all types. */
  readonly types: readonly ProductType[];
  readonly sort: CatalogSort;
  readonly first: number;
  /** The sort key of the entry after which the page begins. */
  readonly after: readonly string[] | null;
}

/** The result of a listing: SKUs with their sort keys. */
export interface ListingResult {
  readonly entries: readonly { readonly sku: Sku; readonly sortKey: readonly string[] }[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

const LONGEST_QUERY = 200;

/** The sort to use. Relevance needs search words: without them the products are sorted by name. */
export function effectiveSort(sort: CatalogSort, query: string | null): CatalogSort {
  return sort === 'RELEVANCE' && query === null ? 'NAME' : sort;
}

/**
 * The words to search for; null where there are none. Visitors paste whole descriptions, so only the first LONGEST_QUERY
 * characters are used.
 */
export function searchWords(query: string | null | undefined): string | null {
  if (!isGiven(query)) return null;
  // The database accepts no NUL.
  const typed = query.replaceAll('\0', ' ').trim().slice(0, LONGEST_QUERY);
  const words = withPlainLetters(typed).slice(0, LONGEST_QUERY).trimEnd();
  return words === '' ? null : words;
}

/** The kind of list in a listing's cursors, so that a cursor of another sort order is recognised. */
export function cursorList(sort: CatalogSort): string {
  return `products.${sort.toLowerCase()}`;
}

/** Whether the database accepts a part of a sort key. A cursor with another part was not made by the gateway. */
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
 * The sort key in a cursor of this sort order, or "otherOrder" for a cursor of another one: a page may keep the cursor in its
 * address when a visitor changes the order.
 * @throws {InvalidInput} the cursor is not one of a list of products
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
