import type { RequestContext } from './request-context.js';

/**
 * What the value of a shared field depends on in one answer, besides its object and the live facts about that object: for
 * example the buyer's terms and place.
 */
export interface Variant {
  /** Texts and objects, compared one by one. Answers with the same key get the same value, except for own fields. */
  readonly key: readonly unknown[];
  /** The own fields of the partly shared objects within the value, in an order that is the same for all of one key. */
  readonly nested?: readonly object[];
  /** For a value whose own fields depend on more than its object and facts. Without it, they are shared like the rest. */
  readonly own?: OwnFields;
}

export interface OwnFields {
  /** The part that the own fields of a value are computed from in every answer. */
  readonly basisOf: (own: object) => object;
  /** The own fields in this answer, computed from that part. */
  readonly of: (basis: object) => object;
}

/** Where answers differ from object to object: buyers who pay other prices for one product pay the same for the next. */
export type VariantOfObject<T extends object = object> = (object: T) => Variant | undefined;

export type VariantOf = (args: Record<string, unknown>, context: RequestContext) => Variant | VariantOfObject | undefined;
