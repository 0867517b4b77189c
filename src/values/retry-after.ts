/**
 * The `Retry-After` of a refused request: 1 to 4 seconds at random, so that callers refused together do not come back
 * together. Whole seconds, as HTTP has no others (RFC 9110, 10.2.3).
 */
export function retryAfter(): number {
  return 1 + Math.floor(4 * Math.random());
}
