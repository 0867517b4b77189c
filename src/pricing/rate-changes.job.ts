import { Injectable } from '@nestjs/common';
import { AccountService, CompanyCalendar } from '../account/index.js';
import { FoundChanges } from '../changes/index.js';
import { appliedOf, newEvent, ObservedStates, WatchedFamilies } from '../events/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { RequestBudget } from '../live/index.js';
import { exchangeRatePolicy } from './price.policy.js';
import { priceChanged } from './price-events.js';
import { type RateInUse, RateInUseSource } from './rate-in-use-source.port.js';

/** By what is converted; null where nothing can be. A new rate table or day with the same rate changes no price. */
interface State {
  readonly rate: string | null;
}

interface Chunk {
  readonly checkpoint: string;
  readonly isFirst: boolean;
  readonly readAt: Date;
  readonly rates: readonly RateInUse[];
}

/** Finds exchange rates that have changed, by which functional prices are converted: in GP, or as one begins or ends with the day. */
@Injectable()
@RunsBySchedule()
export class RateChanges implements Job<Chunk> {
  readonly name = 'pricing.rates';
  readonly about = 'finds exchange rates that have changed in GP or with the day, for events';
  /** The first look of a day is a minute after midnight: where the database's clock is ahead of this one, it is midnight here, too. */
  readonly schedule = { cron: '1-59/5 * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly source: RateInUseSource,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
    private readonly accounts: AccountService,
    private readonly calendar: CompanyCalendar,
    private readonly facts: FoundChanges,
  ) {}

  async *plan({ watermark, checkpoint, signal }: PlanRequest): AsyncGenerator<Chunk, string | null> {
    if (!this.watched.has('prices')) return null;
    const company = await this.accounts.company(RequestBudget.toTheEnd());
    if (!company.known) return watermark;
    if (!company.value.convertsFunctionalPrices) return null;
    if (checkpoint === null) {
      const readAt = await this.states.now();
      const rates = await this.source.rates(this.calendar.today(), signal);
      if (rates.length > 0) yield { checkpoint: '', isFirst: watermark === null, readAt, rates };
    }
    return 'watched';
  }

  async apply({ isFirst, readAt, rates }: Chunk, { isDryRun }: ApplyRequest): Promise<Applied> {
    const present = new Map(
      rates.map((inUse): [string, State] => [`${inUse.currency}\n${inUse.rateType ?? ''}`, stateOf(inUse)]),
    );
    const keys = [...present.keys()];
    const changes = await this.states.observe<State>({
      ...{ kind: 'exchange-rate', keys, readAt, present, isFirst, isDryRun },
      // A receiver of the event that asks for the page is to see the new price.
      onChanges: (transaction) => this.facts.announce([exchangeRatePolicy.namespace], transaction),
      // The first account in a currency has had no prices before.
      tell: (told) =>
        told.some(({ before }) => before !== null) ? [newEvent(priceChanged, null, null, { skus: [], isEverything: true })] : [],
    });
    return appliedOf(keys.length, changes);
  }
}

function stateOf({ rate }: RateInUse): State {
  return { rate: rate && `${rate.method} ${rate.rate}` };
}
