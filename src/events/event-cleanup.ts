import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { EventsSettings } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import { type PeriodicTask, RunsWhileUp } from '../jobs/index.js';
import { Clock } from '../values/clock.js';

const DAY_MS = 24 * 3_600_000;
/** Short enough for other writers not to notice. */
const BATCH = 1_000;

/** Deletes events whose time is over (EVENTS_KEEP_DAYS), with their deliveries and attempts. */
@Injectable()
@RunsWhileUp('meanwhile')
export class EventCleanup implements PeriodicTask {
  readonly name = 'events.cleanup';
  readonly everyMs = 3_600_000;

  constructor(
    private readonly database: GatewayDatabase,
    private readonly settings: EventsSettings,
    private readonly clock: Clock,
  ) {}

  /** @throws {StoreUnavailable} */
  async run(signal: AbortSignal): Promise<void> {
    const before = new Date(this.clock.now() - this.settings.keepDays * DAY_MS);
    for (let deleted = BATCH; deleted === BATCH && !signal.aborted; ) deleted = await this.deleteBatch(before);
  }

  private async deleteBatch(before: Date): Promise<number> {
    const { numAffectedRows } = await stored('events.cleanup', () =>
      sql`delete from event where id in (select id from event where occurred_at < ${before} order by occurred_at limit ${BATCH})`.execute(
        this.database,
      ),
    );
    return Number(numAffectedRows ?? 0);
  }
}
