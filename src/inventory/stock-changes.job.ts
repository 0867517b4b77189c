import { Injectable } from '@nestjs/common';
import { GpEventsSettings } from '../config/index.js';
import {
  appliedOf,
  lookSince,
  type NewEvent,
  newEvent,
  ObservedStates,
  type SinceChunk,
  type StateChange,
  WatchedFamilies,
} from '../events/index.js';
import { acceptancePoint } from '../extensions/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { decimalString, Exact, ZERO } from '../values/exact.js';
import { asSku, asWarehouseCode, type Sku } from '../values/identifiers.js';
import { ChangedStockSource } from './changed-stock-source.port.js';
import type { Stock } from './stock.js';
import { stockBack, stockChanged, stockLow } from './stock-events.js';

type Chunk = SinceChunk<Sku>;
/** What was last available of an item, by the warehouses that sell it, in base units. */
type State = Readonly<Record<string, string>>;

/** The stock of an item, of which a merchant's function decides. */
export interface StockOfItem {
  readonly sku: Sku;
  readonly stock: Stock;
}

const NONE = decimalString(0);

export const stockAcceptance = acceptancePoint<StockOfItem>('inventory.changes', 'of the stock of which items events tell', {
  'an item with stock at one warehouse': {
    sku: asSku('BOLT-38-2'),
    stock: [
      {
        warehouse: asWarehouseCode('MAIN'),
        ...{ onHand: decimalString(1_200), allocated: decimalString(100), onOrder: NONE, backordered: NONE, orderPoint: NONE },
        inactive: false,
      },
    ],
  },
});

/** Finds items whose available stock has changed in GP. */
@Injectable()
@RunsBySchedule()
export class StockChanges implements Job<Chunk> {
  readonly name = 'inventory.changes';
  readonly about = 'finds items whose available stock has changed in GP, for events';
  readonly schedule = { cron: '* * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly source: ChangedStockSource,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
    private readonly settings: GpEventsSettings,
  ) {}

  async *plan(request: PlanRequest): AsyncGenerator<Chunk, string | null> {
    return this.watched.has('stock') ? yield* lookSince(this.states, this.source, request) : null;
  }

  async apply({ isFirst, records }: Chunk, { isDryRun, signal }: ApplyRequest): Promise<Applied> {
    const readAt = await this.states.now();
    const levels = await this.source.levels(records, signal);
    const present = new Map([...levels].map(([sku, stock]): [string, State] => [sku, availableOf(stock)]));
    const changes = await this.states.observe({
      ...{ kind: 'stock', keys: records, readAt, present, isFirst, isDryRun },
      tell: (told) => eventsOf(told, this.settings.lowStock),
      accepts: { point: stockAcceptance, records: new Map([...levels].map(([sku, stock]) => [sku, { sku, stock }])) },
    });
    return appliedOf(records.length, changes);
  }
}

function availableOf(stock: Stock): State {
  const sold = stock.filter(({ inactive }) => !inactive);
  return Object.fromEntries(
    sold.map(({ warehouse, onHand, allocated }) => [warehouse, new Exact(onHand).minus(allocated).toFixed()]),
  );
}

function eventsOf(changes: readonly StateChange<State>[], lowStock: number): NewEvent[] {
  // A new item that no warehouse has yet is no change of stock.
  const moved = changes.filter(({ before, after }) => before !== null || !totalOf(after).isZero());
  if (moved.length === 0) return [];
  const of = (type: typeof stockLow, key: string) => newEvent(type, key, null, { sku: asSku(key) });
  return [
    newEvent(stockChanged, null, null, { skus: moved.map(({ key }) => key), isEverything: false }),
    ...moved.flatMap(({ key, before, after }) => {
      const [was, is] = [totalOf(before), totalOf(after)];
      const isBack = was.lte(ZERO) && is.gt(ZERO) && before !== null;
      const isLow = was.gt(lowStock) && is.lte(lowStock);
      return [...(isBack ? [of(stockBack, key)] : []), ...(isLow ? [of(stockLow, key)] : [])];
    }),
  ];
}

function totalOf(state: State | null): Exact {
  return Object.values(state ?? {}).reduce((total, available) => total.plus(available), ZERO);
}
