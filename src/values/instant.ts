/** A moment in milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** As the contract's DateTime writes it: ISO 8601, UTC, milliseconds. */
export function instantText(instant: Instant): string {
  const place = instant % REMEMBERED;
  let written = lately[place];
  if (written?.instant !== instant) {
    written = { instant, text: new Date(instant).toISOString() };
    lately[place] = written;
  }
  return written.text;
}

/** How many texts are remembered. A page states the moments of a few dozen facts, and most of them were read together. */
const REMEMBERED = 1_024;
const lately: ({ readonly instant: Instant; readonly text: string } | undefined)[] = new Array(REMEMBERED).fill(undefined);
