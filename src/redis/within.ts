export const LATE = Symbol('late');

/** What a promise brings within some milliseconds, else LATE; what it brings later, a failure included, is dropped. */
export function within<T>(ms: number, promise: Promise<T>): Promise<T | typeof LATE> {
  return new Promise((resolve, reject) => {
    // An answer that has arrived while this process was busy elsewhere is handed out before this process calls it late.
    const timer = setTimeout(() => setImmediate(resolve, LATE), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
