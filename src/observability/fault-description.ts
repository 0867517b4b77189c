import { ErpUnavailable, InvalidInput, StartRefused, StoreUnavailable } from '../faults/index.js';
import { BreakerOpen, BulkheadFull, DeadlinePassed } from '../resilience/index.js';

/** Our own faults say nothing that a log may not hold; those of drivers and libraries may name hosts, statements and persons. */
const OURS = [ErpUnavailable, StoreUnavailable, InvalidInput, StartRefused, DeadlinePassed, BulkheadFull, BreakerOpen];

/** Such as "    at read (file:///gateway/dist/gp/read.js:12:3)" or "    at Array.map (<anonymous>)". */
const FRAME = /^\s+at .*(:\d+:\d+|<anonymous>|native)\)?$/;

export interface FaultDescription {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: FaultDescription;
}

/** What the log says of a fault: where it came from and its codes, down to the deepest cause, and no foreign message. */
export function describeFault(fault: unknown): FaultDescription {
  if (!(fault instanceof Error)) return { type: typeof fault };
  const code = (fault as { code?: unknown }).code;
  const isOurs = OURS.some((type) => fault instanceof type);
  return {
    type: fault.constructor.name,
    ...(typeof code === 'string' && { code }),
    ...(isOurs && { message: fault.message }),
    ...(fault.stack && { stack: framesOf(fault.stack, fault.message) }),
    ...(fault.cause !== undefined && { cause: describeFault(fault.cause) }),
  };
}

/** Without the message, whose lines may look like frames, and without what else is none. */
function framesOf(stack: string, message: string): string {
  const end = stack.indexOf(message) + message.length;
  return stack
    .slice(stack.includes(message) ? end : 0)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((line) => line.trim())
    .join('\n');
}
