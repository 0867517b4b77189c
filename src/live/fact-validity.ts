const SLOTS = 2 ** 19;

/** By slot: how often it was given to a fact, or such a fact was outdated. */
const versions = new Int32Array(SLOTS);
let given = 0;

/**
 * Stands for a fact where what rests on the fact is kept outside of JavaScript's objects. To look at a number in a small table
 * takes far less than to look at the fact itself, which lies anywhere in memory.
 */
export interface ValidityMark {
  readonly slot: number;
  readonly version: number;
}

/** Valid at no time: its slot is given to no fact, and stays at version 0. */
export const NEVER_VALID: ValidityMark = { slot: 0, version: -1 };

/** A mark that is valid from now on, and until its slot is given to another fact at the latest. */
export function newMark(): ValidityMark {
  const slot = 1 + (given++ % (SLOTS - 1));
  const version = ((versions[slot] as number) + 1) | 0;
  versions[slot] = version;
  return { slot, version };
}

export function endMark({ slot, version }: ValidityMark): void {
  if (versions[slot] === version) versions[slot] = (version + 1) | 0;
}

export function isMarkValid(slot: number, version: number): boolean {
  return versions[slot] === version;
}
