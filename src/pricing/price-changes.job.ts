import { Injectable } from '@nestjs/common';
import { FoundChanges } from '../changes/index.js';
import { appliedOf, newEvent, ObservedStates, WatchedFamilies } from '../events/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { itemPricingPolicy, priceListPolicy, sheetLinksPolicy, sheetPricesPolicy } from './price.policy.js';
import { priceAcceptance } from './price-acceptance.js';
import { priceChanged } from './price-events.js';
import { type PriceVersion, PriceVersionSource } from './price-version-source.port.js';

const ITEMS_AT_ONCE = 400;
/** Which levels and sheets have changed is not known, so that all facts that prices are made of are asked for again. */
const FACTS = [itemPricingPolicy, priceListPolicy, sheetLinksPolicy, sheetPricesPolicy].map(({ namespace }) => namespace);

interface State {
  readonly version: string;
}

interface Chunk {
  /** Where the next chunk begins; blank after the last one. */
  readonly checkpoint: string;
  readonly isFirst: boolean;
  readonly readAt: Date;
  readonly versions: readonly PriceVersion[];
}

/** Finds items whose prices have changed in GP, by comparing all of them. */
@Injectable()
@RunsBySchedule()
export class PriceChanges implements Job<Chunk> {
  readonly name = 'pricing.changes';
  readonly about = 'finds items whose prices have changed in GP, for events';
  readonly schedule = { cron: '20 * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly source: PriceVersionSource,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
    private readonly facts: FoundChanges,
  ) {}

  async *plan({ watermark, checkpoint, signal }: PlanRequest): AsyncGenerator<Chunk, string | null> {
    if (!this.watched.has('prices')) return null;
    for (let from = checkpoint || null, isDone = checkpoint === ''; !isDone; isDone = from === null) {
      const readAt = await this.states.now();
      const { versions, next } = await this.source.versions(from, ITEMS_AT_ONCE, signal);
      if (versions.length > 0) yield { checkpoint: next ?? '', isFirst: watermark === null, readAt, versions };
      from = next;
    }
    return 'watched';
  }

  async apply({ isFirst, readAt, versions }: Chunk, { isDryRun }: ApplyRequest): Promise<Applied> {
    const present = new Map(versions.map(({ sku, version }): [string, State] => [sku, { version }]));
    const keys = [...present.keys()];
    const changes = await this.states.observe({
      ...{ kind: 'price', keys, readAt, present, isFirst, isDryRun },
      accepts: { point: priceAcceptance, records: new Map(versions.map(({ sku }) => [sku, { sku }])) },
      // A receiver of the event that asks for the page is to see the new price.
      onChanges: (transaction) => this.facts.announce(FACTS, transaction),
      tell: (told) => [newEvent(priceChanged, null, null, { skus: told.map(({ key }) => key), isEverything: false })],
    });
    return appliedOf(keys.length, changes);
  }
}
