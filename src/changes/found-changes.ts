import { Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { GatewayTables } from '../database/index.js';
import { LiveReaders } from '../live/index.js';
import { ChangeLog } from './change-log.js';

/**
 * Tells all instances of changes in GP that a job has found. GP's stamps do not show all kinds of changes, and what is remembered
 * of them would be shown for as long as it is fresh by time.
 */
@Injectable()
export class FoundChanges {
  constructor(
    private readonly readers: LiveReaders,
    private readonly log: ChangeLog,
  ) {}

  /** Outdates all facts of some kinds, once the transaction is committed. Instances with GP_CHANGES=off go by time. */
  async announce(kinds: readonly string[], transaction: Kysely<GatewayTables>): Promise<void> {
    // The shared level first: an instance that has taken in the announcement reads there before it asks GP.
    for (const kind of kinds) await this.readers.changeShared(kind);
    await this.log.announce(kinds, transaction);
  }
}
