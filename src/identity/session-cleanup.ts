import { Injectable } from '@nestjs/common';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { SpentTokens } from './open-id/spent-tokens.js';
import { SessionStore } from './session-store.js';

/** Deletes sessions and spent ID tokens that are past use. */
@Injectable()
@RunsWhileUp('meanwhile')
export class SessionCleanup implements PeriodicTask {
  readonly name = 'identity.session-cleanup';
  readonly everyMs = 3_600_000;

  constructor(
    private readonly sessions: SessionStore,
    private readonly spentTokens: SpentTokens,
  ) {}

  async run(): Promise<void> {
    await this.sessions.forgetPast();
    await this.spentTokens.forgetPast();
  }
}
