import 'reflect-metadata';
import { writeSync } from 'node:fs';

/**
 * Loaded into a built gateway before its own code (program.ts): lets it die at a step of a push, and its GP make trouble,
 * and take payments beside orders, without a line of either in what is shipped.
 */
export interface Inside {
  /** The built gateway's folder, as a URL that ends in a slash. */
  readonly dist: string;
  readonly seed: number;
  /** Kills the process when a push has come to this step for so many times. */
  readonly dieAt: { readonly step: PushStep; readonly time: number } | null;
  /** The share of eConnect's transactions, and of the payments' hand-overs, that meets each trouble, from 0 to 1. */
  readonly troubles: Partial<Record<'loseAnswer' | 'cutBeforeCommit' | 'deadlock', number>>;
}

/** What a process writes about each lease that it takes, with the lease's holder. */
export const LEASE = /^lease (\S+)$/gm;

type PushStep = import('../../src/submissions/pusher.js').PushStep;

const given = process.env.TORTURE_INSIDE;
if (given) await prepare(JSON.parse(given) as Inside);

async function prepare({ dist, seed, dieAt, troubles }: Inside): Promise<void> {
  const built = (path: string) => import(new URL(path, dist).href) as Promise<unknown>;
  const { Pusher } = (await built('submissions/pusher.js')) as typeof import('../../src/submissions/pusher.js');
  const { SubmissionLeases } = (await built(
    'submissions/submission-leases.js',
  )) as typeof import('../../src/submissions/submission-leases.js');
  const { TroubleMaker } = (await built('sandbox/trouble.js')) as typeof import('../../src/sandbox/trouble.js');

  let times = 0;
  const onStep = (step: PushStep) => {
    if (step === dieAt?.step && ++times === dieAt.time) process.kill(process.pid, 'SIGKILL');
  };
  const { push } = Pusher.prototype;
  Pusher.prototype.push = function (id, signal) {
    return push.call(Object.assign(this, { onStep }), id, signal);
  };

  const { takeLease } = SubmissionLeases.prototype;
  SubmissionLeases.prototype.takeLease = async function (id) {
    const leased = await takeLease.call(this, id);
    if (leased) writeSync(1, `lease ${leased.holder}\n`);
    return leased;
  };

  const payments = new URL('payments-inside.ts', import.meta.url).href;
  const { takePayments } = (await import(payments)) as typeof import('./payments-inside.js');
  await takePayments(dist, process.env.TORTURE_PAYMENTS ?? '', seed, troubles);

  const made = new WeakSet<object>();
  const { strikeTransaction } = TroubleMaker.prototype;
  TroubleMaker.prototype.strikeTransaction = function (signal) {
    if (!made.has(this)) {
      made.add(this);
      const kinds = Object.entries(troubles);
      const occurrences = Object.fromEntries(kinds.map(([kind, probability]) => [kind, { probability, seed }]));
      this.makeWrites(Object.fromEntries(kinds.map(([kind]) => [kind, true])), occurrences);
    }
    return strikeTransaction.call(this, signal);
  };
}
