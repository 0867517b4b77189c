import { Injectable } from '@nestjs/common';
import { EventsSettings } from '../config/index.js';
import { GatewayDatabase } from '../database/index.js';
import { stored } from '../faults/index.js';
import { type Applied, type ApplyRequest, type Job, type JobChunk, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { Clock } from '../values/clock.js';

const DAY_MS = 24 * 3_600_000;
/** Short enough for other writers not to notice. */
const BATCH = 1_000;

/** The events after one moment, up to another and with it. */
interface AgeChunk extends JobChunk {
  readonly after: Date;
  readonly to: Date;
}

/** Deletes events whose time is over (EVENTS_KEEP_DAYS), with their deliveries and attempts. */
@Injectable()
@RunsBySchedule()
export class EventCleanup implements Job<AgeChunk> {
  readonly name = 'events.cleanup';
  readonly about = 'deletes events, their deliveries and attempts after EVENTS_KEEP_DAYS';
  readonly schedule = { cron: '50 * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly database: GatewayDatabase,
    private readonly settings: EventsSettings,
    private readonly clock: Clock,
  ) {}

  /** @throws {StoreUnavailable} */
  async *plan({ checkpoint }: PlanRequest): AsyncGenerator<AgeChunk, null> {
    const end = new Date(this.clock.now() - this.settings.keepDays * DAY_MS);
    for (let after = new Date(Number(checkpoint ?? 0)); after < end; ) {
      const to = (await this.endOfBatch(after, end)) ?? end;
      yield { checkpoint: String(to.getTime()), after, to };
      after = to;
    }
    return null;
  }

  /** @throws {StoreUnavailable} */
  apply({ after, to }: AgeChunk, { isDryRun }: ApplyRequest): Promise<Applied> {
    return stored('events.cleanup', async () => {
      const { database } = this;
      const { deleted } = await database
        .with('gone', (db) =>
          isDryRun
            ? db.selectFrom('event').where('occurred_at', '>', after).where('occurred_at', '<=', to).select('id')
            : db.deleteFrom('event').where('occurred_at', '>', after).where('occurred_at', '<=', to).returning('id'),
        )
        .selectFrom('gone')
        .select(({ fn }) => fn.countAll<string>().as('deleted'))
        .executeTakeFirstOrThrow();
      return { read: Number(deleted), changed: Number(deleted), unchanged: 0, failed: [] };
    });
  }

  private async endOfBatch(after: Date, end: Date): Promise<Date | undefined> {
    const row = await stored('events.cleanup', () =>
      this.database
        .selectFrom('event')
        .where('occurred_at', '>', after)
        .where('occurred_at', '<', end)
        .orderBy('occurred_at')
        .offset(BATCH - 1)
        .limit(1)
        .select('occurred_at')
        .executeTakeFirst(),
    );
    return row?.occurred_at;
  }
}
