/** A value that may be available already. Warm pages are answered without waiting for a single promise. */
export type MaybePromise<T> = T | Promise<T>;

/** Calls `next` with a value: at once where the value is available, else when its promise resolves. */
export function andThen<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** All of the values: at once where all are available, else as a promise. */
export function allOf<T>(values: readonly MaybePromise<T>[]): MaybePromise<T[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as T[]);
}
