import { isRefusal } from './is-refusal.js';

/** One that is refused among 500 is found with 9; the rest is for a few more of them. */
const MAX_SPLITS = 16;

/**
 * Does for many at once what may be refused for one of them: what is refused is done in halves, until the one that cannot be
 * done stands alone and all others are done. An outage is not split, and of splits there are at most 16.
 * @param action for a part; what it has done for earlier parts stays done
 * @param onRefused told of each that is refused alone
 * @throws what the action throws where that is no refusal, or where there are too many of them
 */
export async function splitWhereRefused<T>(
  all: readonly T[],
  action: (part: readonly T[]) => Promise<void>,
  onRefused: (one: T, fault: unknown) => void,
): Promise<void> {
  let splits = 0;

  /** @returns whether nothing of it was refused */
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
    // Where the first half is done, what is refused is in the other: to ask for that as a whole would be in vain.
    if ((await attempt(part.slice(0, middle))) && rest.length > 1) await split(rest, fault);
    else await attempt(rest);
  }

  if (all.length > 0) await attempt(all);
}
