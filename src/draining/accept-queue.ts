import { setImmediate as nextTurn } from 'node:timers/promises';

/** The queue counts as quiet if no connection came for QUIET_MS. */
const QUIET_MS = 25;
/** If connections come all the time it is never quiet. After QUIET_WITHIN_MS one turn without a connection is enough. */
const QUIET_WITHIN_MS = 250;
/** In a turn shorter than CALM_TURN_MS a connection can hardly have come after the poll. */
const CALM_TURN_MS = 1;
/** Waiting stops after GIVE_UP_AFTER_MS, so that a flood of connections cannot keep the gateway from ending. */
const GIVE_UP_AFTER_MS = 2_000;

/**
 * Resolves right after a poll that found no connection in the kernel's accept queue. If the caller closes the listening socket
 * in the same turn of the event loop, no connection that came before the poll is reset.
 * @param accepted gives the number of connections that were accepted so far
 * @param signal ends the wait
 */
export async function emptyAcceptQueue(accepted: () => number, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  let lastCameAt = began;
  while (!signal.aborted) {
    const [acceptedBefore, turnBegan] = [accepted(), performance.now()];
    // libuv accepts at most one connection in a poll, and polls once before the next immediate.
    await nextTurn();
    const now = performance.now();
    const noneCame = accepted() === acceptedBefore;
    if (!noneCame) lastCameAt = now;
    const isQuiet = now - lastCameAt >= QUIET_MS || now - began >= QUIET_WITHIN_MS;
    if ((noneCame && isQuiet && now - turnBegan < CALM_TURN_MS) || now - began >= GIVE_UP_AFTER_MS) return;
  }
}
