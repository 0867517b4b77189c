/**
 * What the layered value of a field follows from in one answer, besides its object and the live facts about that object: who
 * buys, on which terms, from where.
 */
export interface Surroundings {
  /** The same object for all answers in which the values say the same, but for their own fields and those within. */
  readonly kind: object;
  /** The own fields that a value has here, given those that it had where it was written. */
  readonly again: (own: object) => object;
  /** The own fields of the layered objects within, in an order that is the same for all of one kind. */
  readonly nested: readonly object[];
}
