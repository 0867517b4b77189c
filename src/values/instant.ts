/** A moment in milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** As the contract's DateTime writes it: ISO 8601, UTC, milliseconds. */
export function instantText(instant: Instant): string {
  return new Date(instant).toISOString();
}
