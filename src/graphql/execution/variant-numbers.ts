import type { Variant } from '../../contract/index.js';
import { FallbackToGraphqlJs } from './run.js';

/** The most variants before all are let go. Each takes some 300 bytes. */
const MAX_VARIANTS = 50_000;
/** The table of addresses has 32 bits for a number. */
const LAST_NUMBER = 2 ** 31 - 1;

/** A node of the tree that leads from the items of a variant's key to its number. */
class Branch {
  readonly branches = new Map<unknown, Branch>();
  number: number | undefined;
}

let last = 0;

/**
 * A number for a variant, or for a part of an operation whose text depends on its object only. No other has it.
 * @throws {FallbackToGraphqlJs} all numbers have been given
 */
export function newVariantNumber(): number {
  if (last === LAST_NUMBER) throw new FallbackToGraphqlJs('no number is left for a variant');
  return ++last;
}

/** The numbers of variants of fields. */
export class VariantNumbers {
  private byField = new WeakMap<object, Branch>();
  private count = 0;

  get areMany(): boolean {
    return this.count >= MAX_VARIANTS;
  }

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
    if (branch.number === undefined) {
      branch.number = newVariantNumber();
      this.count++;
    }
    return branch.number;
  }

  /** Lets the keys go. A number that was given is given to no other variant. */
  clear(): void {
    this.byField = new WeakMap();
    this.count = 0;
  }
}
