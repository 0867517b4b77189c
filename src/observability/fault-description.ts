import { ErpUnavailable, ExtensionFailed, InvalidInput, StartRefused, StoreUnavailable } from '../faults/index.js';
import { BreakerOpen, BulkheadFull, DeadlinePassed } from '../resilience/index.js';

/** Faults whose messages may be logged. Messages of drivers and libraries may hold hosts, statements and personal data. */
const OURS = [
  ErpUnavailable,
  StoreUnavailable,
  InvalidInput,
  StartRefused,
  ExtensionFailed,
  DeadlinePassed,
  BulkheadFull,
  BreakerOpen,
];

/** A line of a stack such as "    at read (file:///gateway/dist/gp/read.js:12:3)" or "    at Array.map (<anonymous>)". */
const FRAME = /^\s+at .*(:\d+:\d+|<anonymous>|native)\)?$/;

export interface FaultDescription {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: FaultDescription;
}

/** What is logged of a fault: its stack frames and codes, down to the deepest cause, and no message of a driver or library. */
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

/** The frames of a stack, without its message, whose lines may look like frames, and without other lines. */
function framesOf(stack: string, message: string): string {
  const end = stack.indexOf(message) + message.length;
  return stack
    .slice(stack.includes(message) ? end : 0)
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((line) => line.trim())
    .join('\n');
}
