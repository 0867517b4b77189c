import { setImmediate as nextTurn } from 'node:timers/promises';

/** Clients that are about to connect do so within this time. */
const QUIET_MS = 25;
/** Where connections come all the time there is no such quiet: then one calm turn has to do. */
const QUIET_WITHIN_MS = 250;
/** A turn as short as this had hardly time for a connection to come behind its poll. */
const CALM_TURN_MS = 1;
/** Nobody's flood of connections keeps the gateway from ending. */
const GIVE_UP_AFTER_MS = 2_000;

/**
 * Resolves right after a poll that found no connection waiting in the kernel's accept queue: whoever closes the listening
 * socket in the same turn of the event loop resets nobody that came before the poll.
 * @param accepted how many connections were accepted so far
 * @param signal when to wait no longer
 */
export async function emptyAcceptQueue(accepted: () => number, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  let lastCameAt = began;
  while (!signal.aborted) {
    const [acceptedBefore, turnBegan] = [accepted(), performance.now()];
    // libuv accepts at most one connection in a poll, and polls once before the next immediate.
    await nextTurn();
    const now = performance.now();
    const nobodyCame = accepted() === acceptedBefore;
    if (!nobodyCame) lastCameAt = now;
    const isQuiet = now - lastCameAt >= QUIET_MS || now - began >= QUIET_WITHIN_MS;
    if ((nobodyCame && isQuiet && now - turnBegan < CALM_TURN_MS) || now - began >= GIVE_UP_AFTER_MS) return;
  }
}
