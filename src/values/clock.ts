import type { Instant } from './instant.js';

/** The current time. It is injected, so that tests can move it. */
export abstract class Clock {
  abstract now(): Instant;
}

export class SystemClock implements Clock {
  now(): Instant {
    return Date.now();
  }
}
