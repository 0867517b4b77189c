import { isRefusal } from './is-refusal.js';

/** 9 splits find one refused item among 500. The rest find a few more. */
const MAX_SPLITS = 16;

/**
 * Runs an action for many items at once, where one bad item makes the whole call fail. A refused part is split into halves
 * and tried again, until the bad item stands alone and all others are done. An outage is not split, and at most MAX_SPLITS
 * splits are made.
 * @param action runs for a part of the items; what it did for earlier parts stays done
 * @param onRefused called with each item that is refused alone
 * @throws the action's error where it is no refusal, or where MAX_SPLITS splits were not enough
 */
export async function splitWhereRefused<T>(
  all: readonly T[],
  action: (part: readonly T[]) => Promise<void>,
  onRefused: (one: T, fault: unknown) => void,
): Promise<void> {
  let splits = 0;

  /** @returns whether the whole part was accepted at once */
  async function attempt(part: readonly T[]): Promise<boolean> {
    try {
      await action(part);
      return true;
    } catch (fault) {
      await split(part, fault);
      return false;
    }
  }

  async function split(part: readonly T[], fault: unknown): Promise<void> {
    if (!isRefusal(fault)) throw fault;
    const [one] = part;
    if (part.length <= 1) {
      if (one !== undefined) onRefused(one, fault);
      return;
    }
    if (++splits > MAX_SPLITS) throw fault;
    const middle = Math.ceil(part.length / 2);
    const rest = part.slice(middle);
    // Where the first half succeeded, the bad item is in the other half. That half is split at once, as it would fail whole.
    if ((await attempt(part.slice(0, middle))) && rest.length > 1) await split(rest, fault);
    else await attempt(rest);
  }

  if (all.length > 0) await attempt(all);
}
