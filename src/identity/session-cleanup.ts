import { Injectable } from '@nestjs/common';
import type { PeriodicTask } from '../jobs/index.js';
import { SessionStore } from './session-store.js';

/** Forgets sessions that nobody can use any more. */
@Injectable()
export class SessionCleanup implements PeriodicTask {
  readonly name = 'identity.session-cleanup';
  readonly everyMs = 3_600_000;

  constructor(private readonly sessions: SessionStore) {}

  run(): Promise<void> {
    return this.sessions.forgetPast();
  }
}
