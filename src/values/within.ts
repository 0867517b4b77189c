export const LATE = Symbol('late');

/**
 * What a promise brings while there is time, else LATE. What it brings later, a failure included, is dropped on purpose:
 * the caller has gone on without it.
 * @param limit how many milliseconds to wait, or a signal until which to wait
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

/** Calls once the limit is reached. @returns takes the timer or the listener away */
function whenOver(limit: number | AbortSignal, giveUp: () => void): () => void {
  if (typeof limit === 'number') {
    // An answer that has arrived while this process was busy elsewhere is handed out before this process calls it late.
    const timer = setTimeout(() => setImmediate(giveUp), limit);
    return () => clearTimeout(timer);
  }
  if (limit.aborted) giveUp();
  else limit.addEventListener('abort', giveUp, { once: true });
  return () => limit.removeEventListener('abort', giveUp);
}
