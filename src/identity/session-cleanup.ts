import { Injectable } from '@nestjs/common';
import { type Applied, type ApplyRequest, cleanUp, inOnePart, type Job, type JobChunk, RunsBySchedule } from '../jobs/index.js';
import { SpentTokens } from './open-id/spent-tokens.js';
import { SessionStore } from './session-store.js';

/** Deletes sessions and spent ID tokens that are past use. */
@Injectable()
@RunsBySchedule()
export class SessionCleanup implements Job {
  readonly name = 'identity.session-cleanup';
  readonly about = 'deletes sessions and spent ID tokens that are past use';
  readonly schedule = { cron: '20 * * * *', timeZone: 'UTC', missed: 'once' } as const;
  readonly plan = inOnePart;

  constructor(
    private readonly sessions: SessionStore,
    private readonly spentTokens: SpentTokens,
  ) {}

  apply(_: JobChunk, request: ApplyRequest): Promise<Applied> {
    return cleanUp(request, async () => (await this.sessions.forgetPast()) + (await this.spentTokens.forgetPast()));
  }
}
