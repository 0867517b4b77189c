/**
 * A moment on GP's own clock, in the form of its change stamps: ISO 8601 without zone, UTC, to the millisecond. It is never
 * compared with the gateway's clock.
 */
export type ChangeStamp = string;

export function earlier(stamp: ChangeStamp, milliseconds: number): ChangeStamp {
  return new Date(Date.parse(`${stamp}Z`) - milliseconds).toISOString().slice(0, -1);
}

/** The stamp of a moment that was read from GP. */
export function stampOf(moment: Date): ChangeStamp {
  return moment.toISOString().slice(0, -1);
}
