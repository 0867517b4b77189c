import { deepestCause } from './deepest-cause.js';
import { reasonOf } from './reason-of.js';
import { ToldFault } from './told-fault.js';

/** As `reasonOf`, and the message too where operators may read it: "EXTENSION_FAILED: orders.ts:3:9, mapOrder: TypeError". */
export function reasonForOperators(fault: unknown): string {
  const deepest = deepestCause(fault);
  return deepest instanceof ToldFault ? `${deepest.code}: ${deepest.message}` : reasonOf(fault);
}

/** The one word of such a reason, without the message that may follow it. */
export function wordOfReason(reason: string): string {
  return reason.split(': ', 1)[0] ?? reason;
}
