export const LATE = Symbol('late');

/**
 * The outcome of a promise within a limit of time, else LATE. A later outcome, failures included, is dropped on purpose: the
 * caller has gone on without it.
 * @param limit milliseconds, or a signal that ends the wait
 */
export function within<T>(limit: number | AbortSignal, promise: Promise<T>): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    const stop = whenOver(limit, () => resolve(LATE));
    promise.then(
      (value) => {
        stop();
        resolve(value);
      },
      (fault: unknown) => {
        stop();
        reject(fault);
      },
    );
  });
}

/** Calls `giveUp` once the limit is reached. @returns removes the timer or the listener */
function whenOver(limit: number | AbortSignal, giveUp: () => void): () => void {
  if (typeof limit === 'number') {
    // setImmediate lets the event loop read an answer that arrived while the process was busy, before it counts as late.
    const timer = setTimeout(() => setImmediate(giveUp), limit);
    return () => clearTimeout(timer);
  }
  if (limit.aborted) giveUp();
  else limit.addEventListener('abort', giveUp, { once: true });
  return () => limit.removeEventListener('abort', giveUp);
}
