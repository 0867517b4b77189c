/**
 * What the layered value of a field follows from in one answer, besides its object and the live facts about that object: who
 * buys, on which terms, from where.
 */
export interface Surroundings {
  /** The same object for all answers in which the values say the same, but for their own fields and those within. */
  readonly kind: object;
  /** What the own fields of a value follow from, wherever it is shown: fields that can be compared, and are the same for many. */
  readonly basisOf: (own: object) => Basis;
  /** The own fields that a value has here, given that. */
  readonly ownOf: (basis: Basis) => object;
  /** The own fields of the layered objects within, in an order that is the same for all of one kind. */
  readonly nested: readonly object[];
}

/** Compared field by field: values of the same basis have the same own fields. */
export type Basis = object;

export function isSameBasis(one: Basis, other: Basis): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => (one as Record<string, unknown>)[name] === (other as Record<string, unknown>)[name])
  );
}
