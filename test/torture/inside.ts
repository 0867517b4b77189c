import type { PushStep } from '../../src/submissions/pusher.js';

/** What a gateway under torture is told of what it has inside (program.ts). */
export interface Inside {
  readonly seed: number;
  /** Kills the process when a push has come to this step for so many times. */
  readonly dieAt: { readonly step: PushStep; readonly time: number } | null;
  /** The share of eConnect's transactions, and of the payments' hand-overs, that meets each trouble, from 0 to 1. */
  readonly troubles: Partial<Record<'loseAnswer' | 'cutBeforeCommit' | 'deadlock', number>>;
}

/** What a process writes about each lease that it takes, with the lease's holder. */
export const LEASE = /^lease (\S+)$/gm;
