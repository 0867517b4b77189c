import type { Instant } from './instant.js';

/** What time it is. Handed in, so that tests can move it. */
export abstract class Clock {
  abstract now(): Instant;
}

export class SystemClock implements Clock {
  now(): Instant {
    return Date.now();
  }
}
