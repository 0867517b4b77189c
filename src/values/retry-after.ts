/**
 * What a refused caller is told in `Retry-After`: 1 to 4 s. Sitecore's clients read it as a number, and all who were refused
 * at once should not come back at once.
 */
export function retryAfter(): string {
  return (1 + 3 * Math.random()).toFixed(1);
}
