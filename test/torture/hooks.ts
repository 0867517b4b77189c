import { writeSync } from 'node:fs';
import { TroubleMaker } from '../../src/sandbox/trouble.js';
import { Pusher, type PushStep } from '../../src/submissions/pusher.js';
import { SubmissionLeases } from '../../src/submissions/submission-leases.js';
import type { Inside } from './inside.js';
import { takePayments } from './payments-hooks.js';

/**
 * Before a gateway starts (program.ts): lets it die at a step of a push, and its GP make trouble, and take payments beside
 * orders, without a line of either in what is shipped.
 */
export function hookIn({ seed, dieAt, troubles }: Inside): void {
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

  takePayments(process.env.TORTURE_PAYMENTS ?? '', seed, troubles);

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
