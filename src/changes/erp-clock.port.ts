/** GP's clock, which answers where GP does. */
export abstract class ErpClock {
  /** The time on GP's clock: ISO 8601 without zone, UTC. @throws {ErpUnavailable} */
  abstract now(signal: AbortSignal): Promise<string>;
}
