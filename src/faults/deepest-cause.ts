/** What a fault comes from in the end: the last one in its chain of causes. */
export function deepestCause(fault: unknown): unknown {
  let deepest = fault;
  while (deepest instanceof Error && deepest.cause !== undefined) deepest = deepest.cause;
  return deepest;
}
