/** A value that may be at hand already. Warm pages are answered without waiting for a single promise. */
export type MaybePromise<T> = T | Promise<T>;

/** Goes on with a value now where it is at hand, else once it comes. */
export function andThen<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** All of the values: at once where every one is at hand. */
export function allOf<T>(values: readonly MaybePromise<T>[]): MaybePromise<T[]> {
  return values.some((value) => value instanceof Promise) ? Promise.all(values) : (values as T[]);
}
