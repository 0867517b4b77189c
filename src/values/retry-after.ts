/**
 * The `Retry-After` of a refused request: 1 to 4 seconds at random, so that callers refused together do not come back
 * together. Sitecore's clients read it as a number.
 */
export function retryAfter(): string {
  return (1 + 3 * Math.random()).toFixed(1);
}
