/** A moment in milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** As the contract's DateTime writes it: ISO 8601, UTC, milliseconds. */
export function instantText(instant: Instant): string {
  // The facts of one page were read together, and tell the same moment.
  if (instant !== lastInstant) {
    lastText = new Date(instant).toISOString();
    lastInstant = instant;
  }
  return lastText;
}

let lastInstant: Instant = Number.NaN;
let lastText = '';
