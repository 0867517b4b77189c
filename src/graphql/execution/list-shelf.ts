import { hasSameItems } from '../../values/same-items.js';
import type { ListTemplate } from './list-template.js';

/** What an entry takes besides its text, and for each of its items. */
const ENTRY_BYTES = 400;
const ITEM_BYTES = 8;
/** Lists that begin with the same object: for so many ways to go on. */
const MOST_OF_ONE = 16;

/** A list of lasting objects that was written before. */
export interface SeenList {
  readonly items: readonly unknown[];
  template: ListTemplate | undefined;
  /** How often it was seen without a text. */
  times: number;
  readonly older: SeenList | undefined;
  /** How many there are from here on. */
  readonly count: number;
}

interface Branch {
  readonly byKind: Map<object, Branch>;
  readonly byFirst: Map<unknown, SeenList>;
}

/**
 * Lists of which the whole text is kept, by their writer, the kinds of surroundings and their items. Bounded in bytes; what
 * becomes too much is let go at once, to be put together again as it is needed.
 */
export class ListShelf {
  private byWriter = new WeakMap<object, Branch>();
  private bytes = 0;

  constructor(private readonly maxBytes: number) {}

  /** Notes that a list is written. @returns what was noted of the same items in the same order; undefined the first time */
  see(by: object, kinds: readonly object[], items: readonly unknown[]): SeenList | undefined {
    const { byFirst } = this.branch(by, kinds);
    const newest = byFirst.get(items[0]);
    for (let list = newest; list; list = list.older) {
      if (!hasSameItems(list.items, items)) continue;
      if (!list.template) list.times++;
      return list;
    }
    this.count(ENTRY_BYTES + items.length * ITEM_BYTES);
    const older = newest && newest.count < MOST_OF_ONE ? newest : undefined;
    byFirst.set(items[0], { items, template: undefined, times: 1, older, count: 1 + (older?.count ?? 0) });
    return undefined;
  }

  put(list: SeenList, template: ListTemplate): void {
    list.template = template;
    this.count(template.length);
  }

  /** A text that holds no more. */
  drop(list: SeenList): void {
    this.bytes -= list.template?.length ?? 0;
    list.template = undefined;
    list.times = 1;
  }

  private branch(by: object, kinds: readonly object[]): Branch {
    let branch = this.byWriter.get(by) ?? newBranch();
    this.byWriter.set(by, branch);
    for (const kind of kinds) {
      const next: Branch = branch.byKind.get(kind) ?? newBranch();
      branch.byKind.set(kind, next);
      branch = next;
    }
    return branch;
  }

  private count(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes <= this.maxBytes) return;
    this.byWriter = new WeakMap();
    this.bytes = bytes;
  }
}

function newBranch(): Branch {
  return { byKind: new Map(), byFirst: new Map() };
}
