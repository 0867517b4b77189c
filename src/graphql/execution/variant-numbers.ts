import type { Variant } from '../../contract/index.js';

/** A node of the tree that leads from the items of a variant's key to its number. */
class Branch {
  readonly branches = new Map<unknown, Branch>();
  number: number | undefined;
}

let last = 0;

/** A number for a variant, or for a part of an operation whose text depends on its object only. No other has it. */
export function newVariantNumber(): number {
  return ++last;
}

/** The numbers of variants of fields. */
export class VariantNumbers {
  private byField = new WeakMap<object, Branch>();

  /** The same number for equal keys. @param by the field's writer */
  of(by: object, { key }: Variant): number {
    let branch = this.byField.get(by);
    if (!branch) {
      branch = new Branch();
      this.byField.set(by, branch);
    }
    for (const item of key) {
      let next: Branch | undefined = branch.branches.get(item);
      if (!next) {
        next = new Branch();
        branch.branches.set(item, next);
      }
      branch = next;
    }
    branch.number ??= newVariantNumber();
    return branch.number;
  }

  /** Lets the keys go. A number that was given is given to no other variant. */
  clear(): void {
    this.byField = new WeakMap();
  }
}
