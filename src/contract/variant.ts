import type { Freshness } from '../live/index.js';
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
  /**
   * For a value whose own fields are its freshness, which facts about the viewer decide as well. Without it, they are shared like
   * the rest.
   */
  readonly own?: OwnFreshness;
}

export interface OwnFreshness {
  /** The age of the facts that are the same for all viewers. @param own the own fields of a value */
  readonly sharedBy: (own: object) => Freshness;
  /** The age of the facts about the viewer. */
  readonly ofViewer: Freshness;
}

/** Where answers differ from object to object: buyers who pay other prices for one product pay the same for the next. */
export type VariantOfObject<T extends object = object> = (object: T) => Variant | undefined;

export type VariantOf = (args: Record<string, unknown>, context: RequestContext) => Variant | VariantOfObject | undefined;
