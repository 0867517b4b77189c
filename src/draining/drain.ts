import { setTimeout as pause } from 'node:timers/promises';
import type { DrainingSettings } from '../config/index.js';
import { LATE, within } from '../values/within.js';
import type { Connections } from './connections.js';
import type { Readiness } from './readiness.js';

/** A client that keeps a connection busy sends its next request within this time. */
const LULL_MS = 1_000;
/** The part of the time limit that is reserved for giving back leases and closing databases. */
const CLOSING_PART = 0.25;

export interface DrainedParts {
  readonly readiness: Readiness;
  readonly connections: Connections;
  /** Finishes the documents that are being sent to GP, and begins no others. */
  finishPushes(): Promise<void>;
  /** Gives leases back, stops tasks, closes databases. */
  close(): Promise<void>;
}

export interface Drained {
  /** Whether everything was finished in time. */
  readonly isClean: boolean;
  /** Connections whose requests were not finished in time. */
  readonly cutConnections: number;
}

/**
 * Ends a gateway under load without failing a request. It reports that it is not ready, and accepts connections for `noticeMs`,
 * the time in which load balancers notice. Then it takes no new connections, finishes the running requests, and closes.
 * @param givesNotice whether to wait for `noticeMs`
 * @returns when everything is done, or after `timeoutMs`
 */
export async function drain(
  { readiness, connections, finishPushes, close }: DrainedParts,
  { noticeMs, timeoutMs }: DrainingSettings,
  givesNotice: boolean,
): Promise<Drained> {
  readiness.leave();
  if (givesNotice) await pause(noticeMs);
  const over = AbortSignal.timeout(timeoutMs);
  const requestsOver = AbortSignal.timeout(timeoutMs * (1 - CLOSING_PART));

  await connections.stopListening(requestsOver);
  await within(LULL_MS, connections.ended(requestsOver));
  // A busy connection is closed after its answer. The others have had LULL_MS for another request.
  const closingIdle = setInterval(() => void connections.closeIdle(), LULL_MS);
  await connections.closeIdle();
  await connections.ended(requestsOver);
  clearInterval(closingIdle);
  const cutConnections = connections.open;
  connections.cut();

  await within(requestsOver, finishPushes());
  const isClosed = (await within(over, close())) !== LATE;
  return { isClean: isClosed && cutConnections === 0, cutConnections };
}
