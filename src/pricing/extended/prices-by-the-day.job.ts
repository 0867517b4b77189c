import { Injectable } from '@nestjs/common';
import { CompanyCalendar } from '../../account/index.js';
import { appliedOf, newEvent, ObservedStates, WatchedFamilies } from '../../events/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../../jobs/index.js';
import type { CalendarDate } from '../../values/calendar-date.js';
import type { Sku } from '../../values/identifiers.js';
import { priceDayAcceptance } from '../price-acceptance.js';
import { priceChanged } from '../price-events.js';
import { type TurningDays, TurningItemSource } from './turning-item-source.port.js';

/** An event names no more. */
const ITEMS_AT_ONCE = 400;
const KIND = 'price-day';
/** What was told is kept so long that no run which was interrupted goes on later. */
const DAYS_KEPT = 30;

/** The day for which an item's prices were told to be others. */
interface State {
  readonly day: CalendarDate;
}

/** How far a run is. It goes on for the days that it began with. */
interface Progress extends TurningDays {
  readonly from: string | null;
  readonly isDone: boolean;
}

interface Chunk {
  readonly checkpoint: string;
  readonly day: CalendarDate;
  readonly readAt: Date;
  readonly skus: readonly Sku[];
  readonly isLast: boolean;
}

/** Finds items whose price sheets begin or end with the company's day, on which no row of GP changes. */
@Injectable()
@RunsBySchedule()
export class PricesByTheDay implements Job<Chunk> {
  readonly name = 'pricing.by-the-day';
  readonly about = 'finds items whose price sheets begin or end today, for events';
  /** A minute after midnight: where the database's clock is ahead of this one, it is midnight here, too. */
  readonly schedule = { cron: '1 0 * * *', timeZone: 'company', missed: 'once' } as const;

  constructor(
    private readonly source: TurningItemSource,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
    private readonly calendar: CompanyCalendar,
  ) {}

  /** The watermark is the last day that was looked at. The first run tells nothing of the past. */
  async *plan({ watermark, checkpoint, signal }: PlanRequest): AsyncGenerator<Chunk, string | null> {
    if (!this.watched.has('prices')) return null;
    const today = this.calendar.today();
    const begun = checkpoint === null ? null : (JSON.parse(checkpoint) as Progress);
    const { after, until } = begun ?? { after: (watermark ?? today) as CalendarDate, until: today };
    let from = begun?.from ?? null;
    for (let isDone = begun?.isDone ?? after >= until; !isDone; isDone = from === null) {
      const readAt = await this.states.now();
      const { skus, next } = await this.source.items({ after, until }, from, ITEMS_AT_ONCE, signal);
      const progress: Progress = { after, until, from: next, isDone: next === null };
      if (skus.length > 0) {
        yield { checkpoint: JSON.stringify(progress), day: until, readAt, skus, isLast: next === null };
      }
      from = next;
    }
    return until;
  }

  async apply({ day, readAt, skus, isLast }: Chunk, { isDryRun }: ApplyRequest): Promise<Applied> {
    const changes = await this.states.observe<State>({
      ...{ kind: KIND, keys: skus, readAt, isFirst: false, isDryRun },
      present: new Map(skus.map((sku) => [sku, { day }])),
      accepts: { point: priceDayAcceptance, records: new Map(skus.map((sku) => [sku, { sku }])) },
      tell: (told) => [newEvent(priceChanged, null, null, { skus: told.map(({ key }) => key), isEverything: false })],
    });
    if (isLast && !isDryRun) await this.states.forget(KIND, {}, DAYS_KEPT);
    return appliedOf(skus.length, changes);
  }
}
