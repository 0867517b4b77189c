import { Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import type { JobRun } from './job-run.js';

/** Called in the transaction that writes the end of a run, so that what it writes is there if and only if the end is. */
export type OnJobEnd = (run: JobRun, transaction: Kysely<GatewayTables>) => Promise<void>;

/** Who wants to know that a run has ended. Rooms register when their modules start. */
@Injectable()
export class JobEndings {
  private readonly listeners: OnJobEnd[] = [];

  register(onEnd: OnJobEnd): void {
    this.listeners.push(onEnd);
  }

  async tell(run: JobRun, transaction: Kysely<GatewayTables>): Promise<void> {
    for (const onEnd of this.listeners) await onEnd(run, transaction);
  }
}
