import type { RequestContext } from './request-context.js';

/**
 * What the value of a shared field follows from in one answer, besides its object and the live facts about that object: who
 * buys, on which terms, from where.
 */
export interface Variant {
  /** Texts and objects, compared one by one: answers with the same ones are told the same, but for own fields. */
  readonly key: readonly unknown[];
  /** The own fields of the partly shared objects within the value, in an order that is the same for all of one key. */
  readonly nested?: readonly object[];
  /** For a value whose own fields follow from more than its object and facts. Where absent, they are shared like the rest. */
  readonly own?: OwnFields;
}

export interface OwnFields {
  /** What the own fields of a value follow from wherever it is shown. */
  readonly basisOf: (own: object) => object;
  /** The own fields that a value has in this answer, given that. */
  readonly of: (basis: object) => object;
}

export type VariantOf = (args: Record<string, unknown>, context: RequestContext) => Variant | undefined;
