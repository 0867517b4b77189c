import type { GatewayEvent } from '../events/index.js';

/** What the event happened to: the ID of a submission, or a number of GP's. */
export function keyOf({ subject }: GatewayEvent): string {
  return subject.slice(subject.indexOf('/') + 1);
}
