import { Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import type { JobRun } from './job-run.js';

/** A run that has ended. */
export interface EndedRun {
  readonly run: JobRun;
  /** The job's last run that ended before it, dry runs left out; null for the first. */
  readonly before: JobRun | null;
}

/** Called in the transaction that writes the end of a run, so that what it writes is there if and only if the end is. */
export type OnJobEnd = (ended: EndedRun, transaction: Kysely<GatewayTables>) => Promise<void>;

/** Who wants to know that a run has ended. Rooms register when their modules start. */
@Injectable()
export class JobEndings {
  private readonly listeners: OnJobEnd[] = [];

  register(onEnd: OnJobEnd): void {
    this.listeners.push(onEnd);
  }

  async tell(ended: EndedRun, transaction: Kysely<GatewayTables>): Promise<void> {
    for (const onEnd of this.listeners) await onEnd(ended, transaction);
  }
}
