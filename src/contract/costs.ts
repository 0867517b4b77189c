import type { LivePolicy } from '../live/index.js';
import { LARGEST_PAGE } from './connection.js';

/** A kind of fact that a field asks for: its live policy, which says how many keys one question takes at most. */
export type AskedFact = Pick<LivePolicy, 'namespace' | 'batchSize'>;

/** Sessions, users and submissions, which are read one by one from the gateway's own database. */
export const OWN_RECORD: AskedFact = { namespace: 'database.record', batchSize: 1 };

/** A number, or an argument: its path, such as "input.lines", and the most that the gateway takes of it. */
export type ListLength = number | { readonly argument: string; readonly most: number };

/** What a field makes the gateway do. */
export interface FieldCost {
  /** Facts that are asked for each time the field is resolved: a key, and a row, of each. */
  readonly asks?: readonly AskedFact[];
  /** Facts that are asked for each entry of the field's list, or each line of its input. */
  readonly asksForEach?: readonly AskedFact[];
  /** How many entries the list has: what an argument says, else what is usual in GP. */
  readonly size?: ListLength;
  /** The same for the lists of the object that the field gives: `nodes` and `edges` of a connection, `lines` of a cart. */
  readonly pageSize?: ListLength;
  /** Work of another kind, in the rows that take as long. */
  readonly rows?: number;
}

/** What each entry of a list that a caller sends makes the gateway do. */
export interface InputListCost {
  /** Work for each entry, in rows. */
  readonly rows: number;
  /** The most entries that the gateway takes. */
  readonly most: number;
}

/**
 * What the fields of a room cost, declared in `src/<room>/<room>.costs.ts`. A field that has a resolver, or is a list of
 * objects, needs a cost. Other fields are properties of an object whose own field has the cost.
 */
export interface Costs {
  /** By type and field. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, FieldCost>>>>;
  /**
   * By input type and field, such as "CartInput.lines", or type, field and argument, such as "Query.products.skus". Where a
   * field's own `size` or `pageSize` counts the entries, they are paid for there.
   */
  readonly inputLists?: Readonly<Record<string, InputListCost>>;
}

/** Of a field that is computed from values that its object has. */
export const FREE: FieldCost = {};
/** The length of a page: the argument `first`. */
export const FIRST: ListLength = { argument: 'first', most: LARGEST_PAGE };
export const CUSTOM_FIELDS: FieldCost = { size: 10 };
export const USER_ERRORS: FieldCost = { size: 5 };
