import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { appliedOf, ObservedStates, type StateChange, type Transaction, WatchedFamilies } from '../events/index.js';
import { type Applied, type ApplyRequest, type Job, type PlanRequest, RunsBySchedule } from '../jobs/index.js';
import { OpenOrderSource } from './open-order-source.port.js';
import { asOrderNumber, type OrderNumber } from './order.js';
import { orderAcceptance } from './order-acceptance.js';
import { deletedOrder, eventsOfOrderChange, type OrderState, orderStateOf } from './order-state.js';
import { ORDER, QUOTE_ORDER } from './submission-kinds.js';

/** Names orders among the states. */
export const ORDER_KIND = 'order';
const DOCUMENTS_AT_ONCE = 500;
const ORDERS_AT_ONCE = 50;

interface Chunk {
  readonly checkpoint: string;
  readonly isFirst: boolean;
  /** The orders, each with the version of its open documents. */
  readonly orders: readonly { readonly number: OrderNumber; readonly version: string }[];
}

/**
 * Finds what changes in GP's orders: reads the keys and stamps of all documents in the work tables, and then those orders whose
 * documents have changed, come or gone. The history, which only grows, is read by key alone.
 */
@Injectable()
@RunsBySchedule()
export class OrderChanges implements Job<Chunk> {
  readonly name = 'ordering.changes';
  readonly about = 'finds what changes in orders in GP, for events';
  readonly schedule = { cron: '* * * * *', timeZone: 'UTC', missed: 'once' } as const;

  constructor(
    private readonly source: OpenOrderSource,
    private readonly states: ObservedStates,
    private readonly watched: WatchedFamilies,
  ) {}

  async *plan({ watermark, signal }: PlanRequest): AsyncGenerator<Chunk, string | null> {
    if (!this.watched.has('orders')) return null;
    const versions = await this.versions(signal);
    const due = new Map<OrderNumber, string>();
    const unseen = new Map(versions);
    for await (const page of this.states.all<OrderState>(ORDER_KIND)) {
      for (const [key, state] of page) {
        const number = asOrderNumber(key);
        const version = versions.get(number) ?? '';
        if (version !== state.version) due.set(number, version);
        unseen.delete(number);
      }
    }
    for (const [number, version] of unseen) due.set(number, version);
    const orders = [...due].map(([number, version]) => ({ number, version }));
    for (let start = 0; start < orders.length; start += ORDERS_AT_ONCE) {
      const part = orders.slice(start, start + ORDERS_AT_ONCE);
      // Where a run goes on, what was applied is no longer due.
      yield { checkpoint: part.at(-1)?.number ?? '', isFirst: watermark === null, orders: part };
    }
    return 'watched';
  }

  async apply({ isFirst, orders }: Chunk, { isDryRun, signal }: ApplyRequest): Promise<Applied> {
    const versions = new Map<string, string>(orders.map(({ number, version }) => [number, version]));
    const keys = [...versions.keys()];
    const readAt = await this.states.now();
    const before = await this.states.known<OrderState>(ORDER_KIND, keys);
    const found = await this.source.orders(
      orders.map(({ number }) => number),
      signal,
    );
    const deleted = [...before].filter(([number]) => !found.has(asOrderNumber(number)));
    const changes = await this.states.observe<OrderState>({
      kind: ORDER_KIND,
      keys,
      readAt,
      present: new Map<string, OrderState>([
        ...[...found.values()].map((order) => [order.number, orderStateOf(order, versions.get(order.number) ?? '')] as const),
        ...deleted.map(([number, state]) => [number, deletedOrder(state)] as const),
      ]),
      tell: async (told, transaction) => {
        const keyOf = await orderKeys(transaction, told);
        return told.flatMap((change) => eventsOfOrderChange(change, keyOf(change.key)));
      },
      isFirst,
      isDryRun,
      accepts: { point: orderAcceptance, records: found },
    });
    return appliedOf(orders.length, changes);
  }

  /** The versions of the open documents of each order, in their order, as one text. */
  private async versions(signal: AbortSignal): Promise<ReadonlyMap<OrderNumber, string>> {
    const hashes = new Map<OrderNumber, string>();
    for (let from: string | null = null; ; ) {
      const { documents, next } = await this.source.openDocuments(from, DOCUMENTS_AT_ONCE, signal);
      for (const { order, version } of documents) {
        hashes.set(
          order,
          createHash('sha256')
            .update(`${hashes.get(order) ?? ''}\n${version}`)
            .digest('base64url'),
        );
      }
      if (next === null) return hashes;
      from = next;
    }
  }
}

/** Names orders in the subjects of their events: the ID of the submission, or the number in GP where staff have entered it. */
async function orderKeys(
  transaction: Transaction,
  changes: readonly StateChange<OrderState>[],
): Promise<(number: string) => string> {
  const rows = await transaction
    .selectFrom('submission')
    .where('kind', 'in', [ORDER, QUOTE_ORDER])
    .where(
      'document_number',
      'in',
      changes.map(({ key }) => key),
    )
    .select(['id', 'document_number'])
    .execute();
  const ids = new Map(rows.map((row) => [row.document_number, row.id]));
  return (number) => ids.get(number) ?? number;
}
